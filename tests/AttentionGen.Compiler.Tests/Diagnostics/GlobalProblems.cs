using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0015, and AG0005 for rules and tasks.</summary>
public class GlobalProblems
{
    private const string AllRules = "first, beforeSeparator, afterSeparator, tokenIds, positions, everyKth, given";
    private const string TaskName = "'task' must be a name of ASCII letters, digits, ' ', '-', '_' and '.', but it is ";

    [Theory]
    [InlineData("First, 0", 33, "0", "first", "no values, or how many", "0")]
    [InlineData("Given, 3", 33, "3", "given", "no values", "3")]
    [InlineData("BeforeSeparator", 15, "GlobalRule.BeforeSeparator", "beforeSeparator", "one number, 1 or more: which separator", "none")]
    [InlineData("AfterSeparator, 0", 42, "0", "afterSeparator", "one number, 1 or more: which separator", "0")]
    [InlineData("TokenIds, 5, -7", 36, "5, -7", "tokenIds", "one or more token ids, 0 or more each", "5, -7")]
    [InlineData("Positions, -1", 37, "-1", "positions", "one or more positions, 0 or more each", "-1")]
    [InlineData("EveryKth, 2, 3", 36, "2, 3", "everyKth", "one number, 1 or more", "2, 3")]
    public void Attributes_give_rules_their_values(string arguments, int column, string text, string rule, string values, string found) => Assert.Equal(
        [$"Test.cs(5,{column}): AG0015 '{text}': The global rule '{rule}' takes {values}, but it got {found}"],
        Attributes($"[GlobalTokens(GlobalRule.{arguments})]"));

    [Theory]
    [InlineData("{ \"first\": 0 }", "0", "first", "no values, or how many", "0")]
    [InlineData("\"everyKth\"", "\"everyKth\"", "everyKth", "one number, 1 or more", "none")]
    [InlineData("{ \"everyKth\": 1.5 }", "1.5", "everyKth", "one number, 1 or more", "1.5")]
    [InlineData("{ \"tokenIds\": [] }", "[]", "tokenIds", "one or more token ids, 0 or more each", "none")]
    [InlineData("{ \"positions\": [0, \"1\", null] }", "[0, \"1\", null]", "positions", "one or more positions, 0 or more each", "0, \"1\", null")]
    public void Json_gives_rules_their_values(string json, string text, string rule, string values, string found) => Assert.Equal(
        [$"p.attention.json(2,{1 + json.IndexOf(text, StringComparison.Ordinal)}): AG0015 '{text}': The global rule '{rule}' takes {values}, but it got {found}"],
        Json($"{{ \"qa\":\n{json} }}"));

    [Fact]
    public void Rules_are_known()
    {
        Assert.Equal([$"Test.cs(5,15): AG0005 '(GlobalRule)42': 'rule' must be one of {AllRules}, but it is '42'"], Attributes("[GlobalTokens((GlobalRule)42)]"));
        Assert.Equal([$"p.attention.json(2,1): AG0005 '\"last\"': 'rule' must be one of {AllRules}, but it is 'last'"], Json("{ \"qa\":\n\"last\" }"));
    }

    [Theory]
    [InlineData("{}", "an object of 0 properties")]
    [InlineData("{ \"first\": [], \"given\": [] }", "an object of 2 properties")]
    [InlineData("[]", "an empty list")]
    [InlineData("[\"first\", 7]", "7")]
    [InlineData("null", "null")]
    public void Rules_are_names_or_objects_of_one(string rule, string found)
    {
        var text = found == "7" ? "7" : rule;
        Assert.Equal(
            [$"p.attention.json(2,{1 + rule.IndexOf(text, StringComparison.Ordinal)}): AG0005 '{text}': 'rule' must be one of {AllRules}, but it is {found}"],
            Json($"{{ \"qa\":\n{rule} }}"));
    }

    [Fact]
    public void Tasks_make_method_names()
    {
        Assert.Equal([$"Test.cs(5,40): AG0005 '\"q?\"': {TaskName}\"q?\""], Attributes("[GlobalTokens(GlobalRule.First, Task = \"q?\")]"));
        Assert.Equal([$"p.attention.json(2,3): AG0005 '\"\"': {TaskName}\"\""], Json("\n{ \"\": \"first\" }"));
        Assert.Equal(
            ["p.attention.json(2,17): AG0005 '\"Qa\"': 'task' must be unlike \"qa\" in more than punctuation and case, but it is \"Qa\""],
            Json("\n{\"qa\": \"first\", \"Qa\": \"first\" }"));
    }

    [Fact]
    public void Global_is_an_object_of_tasks() => Assert.Equal(
        ["p.attention.json(2,1): AG0005 '\"first\"': 'global' must be an object that gives each task its rule, but it is \"first\""], Json("\n\"first\""));

    [Fact]
    public void The_list_that_attributes_make_is_checked_too() => Assert.Equal(
        [
            "p.attention.json(2,19): AG0002 '\"tsk\"': 'tsk' is not a property of a global rule. Did you mean 'task'?",
            $"p.attention.json(3,27): AG0005 '1': {TaskName}1",
            $"p.attention.json(4,10): AG0005 '2': 'rule' must be one of {AllRules}, but it is 2",
        ],
        Json("[\n{\"rule\":\"first\",  \"tsk\": \"a\"},\n{\"rule\":\"first\",  \"task\": 1},\n{\"rule\": 2} ]"));

    private static IEnumerable<string> Attributes(string attribute) => Broken.Attributes($"[AttentionPattern(2, 2, 8)]\n[Window(8)]\n{attribute}\nsealed partial class P;");

    private static IEnumerable<string> Json(string global) =>
        Broken.Json("{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8, \"window\": 4, \"global\": " + global + " }");
}

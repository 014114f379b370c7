using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Diagnostics;

/// <summary>AG0040 to AG0048: predicates, at the sub-expression that is not understood.</summary>
public class PredicateProblems
{
    [Theory]
    [InlineData("\"predicate\": \"Attends\"", "\"Attends\"")]
    [InlineData("\"predicate\": [{ \"method\": \"Attends\" }]", "[{ \"method\": \"Attends\" }]")]
    [InlineData("\"predicate\": { \"method\": \"Attends\" }", "{ \"method\": \"Attends\" }")]
    public void Json_has_no_predicates(string property, string place) => Assert.Equal(
        [$"p.attention.json(2,14): AG0040 '{place}': A predicate is a C# method, which JSON cannot hold. Declare the pattern on a C# class, with [Predicate(nameof(Attends))]."],
        Broken.Json($"{{ \"name\": \"P\", \"layers\": 2, \"heads\": 2, \"headSize\": 8,\n{property} }}"));

    [Theory]
    [InlineData("", "P has no method of this name. Write a static method that returns bool.")]
    [InlineData("static bool Attends(int query, int key) => true; static bool Attends(int query) => true;", "P has several methods of this name. Give this one a name of its own.")]
    [InlineData("bool Attends(int query, int key) => true;", "it must be static.")]
    [InlineData("static bool Attends<T>(int query, int key) => true;", "it must have no type parameters.")]
    [InlineData("static int Attends(int query, int key) => 1;", "it must return bool.")]
    [InlineData("static extern bool Attends(int query, int key);", "its body is not in this project, so the compiler cannot read it.")]
    public void A_predicate_is_one_static_method(string members, string reason) => Assert.Equal(
        [$"Test.cs(4,12): AG0041 '\"Attends\"': 'Attends' cannot be a predicate: {reason}"],
        Broken.Attributes($"[AttentionPattern(2, 2, 8)]\n[Predicate(\"Attends\")]\nsealed partial class P {{ {members} }}"));

    [Theory]
    [InlineData("int query", "Attends", "key", "is missing: a predicate takes 'int query' and 'int key'.")]
    [InlineData("int query, long key", "key", "key", "must be an int, but it is long.")]
    [InlineData("int query, int key, double scale", "scale", "scale", "must be an int, or ReadOnlySpan<int> or int[] for a value per token, but it is double.")]
    [InlineData("int query, int key, in int reach", "reach", "reach", "must be passed by value.")]
    [InlineData("int query, int key, int reach = 3", "reach", "reach", "is always given by name: write it without 'params' and without a default.")]
    public void Parameters_are_known_by_name(string parameters, string place, string name, string reason) => Assert.Equal(
        [$"AG0042 '{place}': The parameter '{name}' of a predicate {reason}"], Reports(parameters, "=> true;"));

    [Theory]
    [InlineData("{ for (var i = 0; i < 3; i++) { } return true; }", "for (var i = 0; i < 3; i++) { }", "a loop", "Say for one query and one key what is true of them.")]
    [InlineData("{ var a = 1; a = key; return true; }", "a = key", "a variable that changes", "Write 'if' and 'return', and local variables that get their value once.")]
    [InlineData("{ var a = 1; a++; return true; }", "a++", "a variable that changes", "Write 'if' and 'return', and local variables that get their value once.")]
    [InlineData("{ var a = 1; return (a += key) > 0; }", "a += key", "a variable that changes", "Name each value once.")]
    [InlineData("{ int a; if (key > 1) return true; return false; }", "a", "a variable without a value", "Declare it where its value is known.")]
    [InlineData("{ switch (key) { case 1: return true; default: return false; } }", "switch (key) { case 1: return true; default: return false; }", "a switch statement", "Write a switch expression, or 'if' and 'return'.")]
    [InlineData("{ throw new System.Exception(); }", "throw new System.Exception();", "a throw", "It is true or false for each query and key.")]
    [InlineData("=> key switch { 1 => true, 2 => false };", "key switch { 1 => true, 2 => false }", "a switch without an arm for every value", "End it with '_ => ...'.")]
    [InlineData("=> key is var k;", "var k", "this pattern", "Write constants, comparisons, 'and', 'or' and 'not'.")]
    [InlineData("=> key >>> 1 == 0;", "key >>> 1", "this operator", "See docs/predicates.md for what it can hold.")]
    public void What_cannot_be_lowered_is_named(string body, string place, string what, string instead) => Assert.Equal(
        [$"AG0043 '{place}': A predicate cannot hold {what}. {instead}"], Reports("int query, int key", body));

    [Theory]
    [InlineData("=> key * 2L > 5;", "key * 2L", "long")]
    [InlineData("=> (uint)key > 5u;", "(uint)key", "uint")]
    [InlineData("=> key * 0.5 > query;", "key * 0.5", "double")]
    [InlineData("=> key.ToString().Length > query;", "key.ToString().Length", null)]
    public void Types_are_int_and_bool(string body, string place, string? type) => Assert.Equal(
        [type is null
            ? $"AG0046 '{place}': 'Length' may change, and a predicate knows its parameters and constants only. Make it a const, or a parameter."
            : $"AG0044 '{place}': Predicates compute in int and bool, but this is {type}. Cast constants to int, and write comparisons so that int is wide enough."],
        Reports("int query, int key", body));

    [Theory]
    [InlineData("=> Attends(key, query);", "Attends(key, query)", "Attends", "it calls itself, and the compiler puts bodies in the place of calls.")]
    [InlineData("=> System.Math.Sign(key) > 0;", "System.Math.Sign(key)", "Sign", "its body is not in this project. Math.Abs, Math.Min and Math.Max are known.")]
    [InlineData("=> key.Equals(query);", "key.Equals(query)", "Equals", "it is not static.")]
    public void Calls_are_of_static_methods_in_source(string body, string place, string name, string reason) => Assert.Equal(
        [$"AG0045 '{place}': A predicate cannot call '{name}': {reason}"], Reports("int query, int key", body));

    [Fact]
    public void Fields_that_change_are_no_constants() => Assert.Equal(
        ["AG0046 's_reach': 's_reach' may change, and a predicate knows its parameters and constants only. Make it a const, or a parameter."],
        Reports("int query, int key", "=> query - key < s_reach; static int s_reach = 3;"));

    [Fact]
    public void Everything_wrong_is_told_at_once() => Assert.Equal(
        ["AG0044 '1L * key'", "AG0043 'query >>> 1'"],
        Reports("int query, int key", "=> 1L * key > 3 && query >>> 1 == 2;").Select(r => r[..r.IndexOf(':')]));

    [Fact]
    public void Size_is_bounded()
    {
        const string Message = "This predicate is too large: an expression may be 200 levels deep and have 2000 operations, with the methods it calls";
        string Sum(int count) => "=> " + string.Concat(Enumerable.Repeat("key + ", count)) + "1 > query;";
        Assert.Empty(GeneratorHarness.Run(Text("int query, int key", Sum(190))).Diagnostics);
        Assert.EndsWith(Message, Assert.Single(Reports("int query, int key", Sum(201))));
        // Each calls the one before twice.
        var doubling = string.Concat(Enumerable.Range(1, 20).Select(i => $" static int F{i}(int a) => F{i - 1}(a) + F{i - 1}(a + 1);"));
        Assert.EndsWith(Message, Assert.Single(Reports("int query, int key", "=> F20(key) > 1; static int F0(int a) => a;" + doubling)));
    }

    [Fact]
    public void An_input_is_of_one_kind()
    {
        const string Two = "static bool One(int query, int key, int reach) => key < reach; static bool Two(int query, int key, int[] reach) => reach[key] > 0;";
        Assert.Equal(
            ["Test.cs(5,12): AG0048 'nameof(Two)': The run-time input 'reach' is one number in one place and a value per token in another. Give one of them another name."],
            Broken.Attributes($"[AttentionPattern(2, 2, 8)]\n[Predicate(nameof(One))]\n[Predicate(nameof(Two))]\nsealed partial class P {{ {Two} }}"));
        Assert.Equal(
            ["AG0048 'nameof(Attends)': The run-time input 'segment' is one number in one place and a value per token in another. Give one of them another name."],
            Reports("int query, int key, int segment", "=> key == segment;"));
    }

    private static string Text(string parameters, string body) =>
        $"using AttentionGen;\nnamespace My.App;\n[AttentionPattern(2, 2, 8)]\n[Predicate(nameof(Attends))]\nsealed partial class P\n{{\n    static bool Attends({parameters}) {body}\n}}\n";

    /// <summary>The problems of one predicate, without their lines.</summary>
    private static IEnumerable<string> Reports(string parameters, string body)
    {
        var result = GeneratorHarness.Run(Text(parameters, body));
        Assert.Empty(result.Sources);
        return result.Reports.Select(r => r[(r.IndexOf("): ", StringComparison.Ordinal) + 3)..]);
    }
}

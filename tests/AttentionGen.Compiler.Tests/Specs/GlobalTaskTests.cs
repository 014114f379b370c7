using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

using GlobalTask = Spec.GlobalTask;

/// <summary>Global tokens: tasks, their methods, their rules.</summary>
public class GlobalTaskTests
{
    [Theory]
    [InlineData("qa", "GlobalMaskForQa")]
    [InlineData("question answering", "GlobalMaskForQuestionAnswering")]
    [InlineData("question-answering_2.x", "GlobalMaskForQuestionAnswering2X")]
    [InlineData("multipleChoice", "GlobalMaskForMultipleChoice")]
    [InlineData("2way", "GlobalMaskFor_2way")]
    public void Tasks_name_methods(string task, string method) => Assert.Equal(method, Assert.Single(Tasks($"\"{task}\": \"first\"")).MethodName);

    [Fact]
    public void Rules_and_their_values()
    {
        var tasks = Tasks("""
            "a": "first", "b": { "beforeSeparator": 1 }, "c": { "afterSeparator": [2] }, "d": { "tokenIds": [5, 7] },
            "e": { "positions": 0 }, "f": { "everyKth": 4 }, "g": "given", "h": ["first", { "tokenIds": 9 }, "given"]
            """);
        Assert.Equal(
            ["a: First()", "b: BeforeSeparator(1)", "c: AfterSeparator(2)", "d: TokenIds(5,7)", "e: Positions(0)", "f: EveryKth(4)", "g:", "h: First() TokenIds(9)"],
            tasks.Select(t => $"{t.Name}: {string.Join(" ", t.Rules.Select(r => $"{r.Kind}({string.Join(",", r.Values)})"))}".TrimEnd()));
    }

    [Fact]
    public void A_pattern_without_rules_has_no_global_tokens()
    {
        Assert.False(Sound.Spec("\"layers\": 1, \"heads\": 1, \"window\": 2, \"global\": {}").Global);
        Assert.True(Sound.Spec("\"layers\": 1, \"heads\": 1, \"window\": 2, \"global\": { \"x\": \"given\" }").Global);
    }

    private static EquatableArray<GlobalTask> Tasks(string tasks) => Sound.Spec($"\"layers\": 1, \"heads\": 1, \"window\": 2, \"global\": {{ {tasks} }}").Tasks;
}

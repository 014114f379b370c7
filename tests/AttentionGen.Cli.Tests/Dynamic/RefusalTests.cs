using AttentionGen.Cli.Tests.Support;
using AttentionGen.Compiler;
using AttentionGen.Compiler.Spec;
using AttentionGen.Dynamic;

namespace AttentionGen.Cli.Tests.Dynamic;

/// <summary>What cannot be compiled is told, with its place.</summary>
public class RefusalTests : TemporaryFolder
{
    private const string Wrong = """
        { "layers": 2, "heads": 0, "headSize": 8,
          "widnow": 4, "window": 7 }
        """;

    [Fact]
    public void Every_problem_is_listed_with_place_and_rule()
    {
        var error = Assert.Throws<PatternCompilationException>(() => PatternCompiler.FromText(Wrong, "mine.json"));
        Assert.Equal(["AG0002", "AG0004", "AG0006"], error.Problems.Select(p => p.Rule.Id).Order());
        var lines = error.Message.Split('\n');
        Assert.Equal("The attention pattern cannot be compiled:", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.Contains("mine.json(1,25): error AG0004: A pattern needs 'heads', a whole number from 1 to 1024, but it is 0", lines);
        Assert.Contains(lines, l => l.StartsWith("mine.json(2,3): error AG0002: 'widnow' is not a property of a pattern.", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("mine.json(2,26): error AG0006: A window is an even, positive total", StringComparison.Ordinal));
    }

    [Fact]
    public void A_check_does_not_throw()
    {
        var check = DeclarationCheck.Text(Wrong);
        Assert.Null(check.Spec);
        Assert.Equal(3, check.Problems.Count);
        Assert.Empty(DeclarationCheck.Text(Declared.Mixed).Problems);
    }

    [Theory]
    [InlineData("{", "AG0001"), InlineData("", "AG0001"), InlineData("[]", "AG0005"), InlineData("""{ "model_type": "bert" }""", "AG0016")]
    public void What_is_no_declaration_is_refused(string text, string rule)
    {
        var error = Assert.Throws<PatternCompilationException>(() => PatternCompiler.FromFile(Write("a.json", text)));
        Assert.Contains($"{PathOf("a.json")}(1,", error.Message);
        Assert.Contains($": error {rule}: ", error.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_io_error() => Assert.Throws<FileNotFoundException>(() => PatternCompiler.FromFile(PathOf("none.json")));

    [Fact]
    public void A_text_must_give_its_name_where_none_is_offered() =>
        Assert.Contains("'name'", DeclarationCheck.Text("""{ "layers": 1, "heads": 1, "headSize": 8, "window": 4 }""", name: null).Problems.Single().Message);

    [Fact]
    public void Specs_that_were_built_by_hand_are_checked()
    {
        var spec = Declared.Spec(4);
        Refused(spec with { Name = "not a name" }, "its name \"not a name\" is no C# class name");
        Refused(spec with { Name = "A { } class B" }, "no C# class name");
        Refused(spec with { Namespace = "A..B" }, "its namespace \"A..B\" is no C# namespace");
        Refused(spec with { HeadSize = 0 }, "its head size is 0");
        Refused(spec with { Layers = default }, "it has no layer");
        var one = new LayerSpec(spec.Layers[0].Heads.Take(1).ToEquatableArray());
        Refused(spec with { Layers = new[] { spec.Layers[0], one }.ToEquatableArray() }, "layer 1 has 1 heads and layer 0 has 2");

        static void Refused(PatternSpec spec, string why) => Assert.Contains(why, Assert.Throws<ArgumentException>(() => PatternCompiler.Compile(spec)).Message);
    }

    /// <summary>A class that is named like one of its members: declarations refuse it, specs built by hand get to the C# compiler.</summary>
    [Fact]
    public void Generated_code_that_does_not_compile_is_told_with_its_place()
    {
        var error = Assert.Throws<PatternCompilationException>(() => PatternCompiler.Compile(Declared.Spec(4) with { Name = "Forward" }));
        Assert.Empty(error.Problems);
        Assert.Matches(@"\nForward\.g\.cs\(\d+,\d+\): error CS0542: ", error.Message);
    }
}

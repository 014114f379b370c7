using AttentionGen.Cli.Tests.Support;

namespace AttentionGen.Cli.Tests.Cli;

/// <summary>Wrong declarations end with 1 and a line for each problem; wrong arguments end with 2.</summary>
public class ProblemTests : TemporaryFolder
{
    [Fact]
    public void Problems_of_json_are_listed_with_their_places()
    {
        var file = Write("a.attention.json", """
            { "layers": 2, "heads": 2, "headSize": 8,
              "window": 7 }
            """);
        var run = Tool.Run("emit", file);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Equal(
            [
                $"{file}(1,1): error AG0005: 'name' must be a class name, but it is missing",
                $"{file}(2,13): error AG0006: A window is an even, positive total, half of it to each side, but this one is 7. Use 6 or 8, or say 'before' and 'after'.",
            ],
            run.Errors);
    }

    [Fact]
    public void Problems_of_csharp_are_listed_with_their_places()
    {
        var file = Write("a.cs", """
            using AttentionGen;
            [AttentionPattern(layers: 2, heads: 2, headSize: 8)]
            [Window(7), Dilaton(2)]
            class Mine;
            """);
        var run = Tool.Run("emit", file);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Equal(
            [$"{file}(3,9): error AG0006", $"{file}(3,13): error CS0246", $"{file}(4,7): error AG0013"],
            run.Errors.Select(line => line[..(line.IndexOf(": error", StringComparison.Ordinal) + ": error AG0000".Length)]));
        Assert.Contains("'DilatonAttribute'", run.Errors[1]);
    }

    [Fact]
    public void A_text_that_is_no_csharp_is_refused()
    {
        var file = Write("a.cs", "using AttentionGen;\n[AttentionPattern(1, 1, 8), Window(4)] public partial class Mine {\n");
        var run = Tool.Run("emit", file);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.StartsWith($"{file}(2,", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Contains("error CS1513", run.Errors[0]);
    }

    [Fact]
    public void A_csharp_file_without_patterns_is_a_problem()
    {
        var file = Write("a.cs", "class Other;");
        var run = Tool.Run("emit", file);
        Assert.Equal(1, run.Status);
        Assert.Equal([$"{file}: no class here has the attribute [AttentionPattern]. Name the file that declares the pattern."], run.Errors);
    }

    [Theory]
    [InlineData("emit"), InlineData("emit", "nowhere.json"), InlineData("emti", "a.json"), InlineData("emit", "a.json", "--format", "x"), InlineData]
    public void Wrong_arguments_are_usage_errors(params string[] args)
    {
        var run = Tool.Run(args);
        Assert.Equal(2, run.Status);
        Assert.NotEmpty(run.Errors);
    }

    [Fact]
    public void A_name_that_the_file_overrules_is_a_usage_error()
    {
        var run = Tool.Run("emit", Repository.Path("patterns", "longformer-base-4096.attention.json"), "--name", "Mine");
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains("LongformerBase4096", Assert.Single(run.Errors));
    }

    [Fact]
    public void Help_names_commands_and_exit_codes()
    {
        var run = Tool.Run("--help");
        Assert.Equal(0, run.Status);
        Assert.Contains("emit", run.Output);
        Assert.Contains("0 Done, 1 Problems, 2 Usage", run.Output);
    }
}

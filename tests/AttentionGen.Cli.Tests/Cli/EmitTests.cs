using AttentionGen.Cli.Tests.Support;

namespace AttentionGen.Cli.Tests.Cli;

/// <summary>attentiongen emit: the bytes that the generator writes in a build.</summary>
public class EmitTests : TemporaryFolder
{
    private const string Preset = "AttentionGen.Patterns.LongformerBase4096.g.cs";

    [Fact]
    public void Json_is_written_as_in_a_build()
    {
        var run = Tool.Run("emit", Repository.Path("patterns", "longformer-base-4096.attention.json"));
        Assert.Equal((0, Repository.Snapshot(Preset)), (run.Status, run.Output));
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void A_configuration_is_written_as_in_a_build()
    {
        var config = Repository.Path("tests", "Goldens", "longformer-model", "config.json");
        var run = Tool.Run("emit", config, "--name", "GoldenLongformerModel", "--namespace", "AttentionGen.Tests");
        Assert.Equal((0, Repository.Snapshot("AttentionGen.Tests.GoldenLongformerModel.g.cs")), (run.Status, run.Output));
        Assert.Contains("class ConfigPattern : AG::AttentionPattern", Tool.Run("emit", config).Output);
    }

    [Fact]
    public void Every_class_of_a_csharp_file_is_written_as_in_a_build()
    {
        var run = Tool.Run("emit", Repository.Path("tests", "Shared", "Patterns", "Features.cs"), "--output", PathOf("out"));
        Assert.Equal(0, run.Status);
        Assert.Empty(run.Errors);
        var files = Directory.GetFiles(PathOf("out"));
        Assert.Contains(PathOf("out/AttentionGen.Tests.Patterns.Sliding.g.cs"), files);
        Assert.True(files.Length > 5);
        Assert.All(files, file => Assert.Equal(Repository.Snapshot(Path.GetFileName(file)), File.ReadAllText(file)));
        Assert.Equal(files.Select(file => $"wrote {file}").Order(), run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    /// <summary>What a file takes from the rest of its project is not there, and nothing of it is needed.</summary>
    [Fact]
    public void A_csharp_file_may_use_what_is_not_known_here()
    {
        var file = Write("Mine.cs", """
            using Some.Library;
            namespace My.App;
            [AttentionPattern(layers: 1, heads: 2, headSize: 8), Window(4)]
            public sealed partial class Mine : IThing { public Unknown Field = new(); }
            """);
        var run = Tool.Run("emit", file);
        Assert.Equal((0, []), (run.Status, run.Errors));
        Assert.Contains("partial class Mine : AG::AttentionPattern", run.Output);
        Assert.Contains("namespace My.App;", run.Output);
    }

    [Fact]
    public void What_is_done_to_a_file_is_said()
    {
        var path = PathOf(Preset);
        string[] args = ["emit", Repository.Path("patterns", "longformer-base-4096.attention.json"), "-o", Path.GetDirectoryName(path)!];
        Assert.Equal($"wrote {path}\n", Tool.Run(args).Output);
        Assert.Equal($"unchanged {path}\n", Tool.Run(args).Output);
        File.AppendAllText(path, "// mine\n");
        Assert.Equal($"replaced {path}\n", Tool.Run(args).Output);
        Assert.Equal(Repository.Snapshot(Preset), File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_problem()
    {
        var run = Tool.Run("emit", Repository.Path("patterns", "longformer-base-4096.attention.json"), "-o", Path.Combine(Write("file", ""), "below"));
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("file", Assert.Single(run.Errors));
    }
}

using AttentionGen.Package.Tests.Support;

namespace AttentionGen.Package.Tests;

/// <summary>The command line tool, installed from the feed.</summary>
public class ToolTests(PackageFeed feed)
{
    private const string Id = "AttentionGen.Cli";

    [Fact]
    public async Task It_installs_and_compiles_a_declaration()
    {
        Assert.SkipWhen(feed.Missing is not null, feed.Missing ?? "");
        await Dotnet.Run(feed.Root, "tool", "install", Id, "--tool-path", "tools", "--version", PackageFeed.Version);
        var declaration = Repository.Path("patterns", "longformer-base-4096.attention.json");
        var (exitCode, output) = await Dotnet.TryRunProgram(Path.Combine(feed.Root, "tools", "attentiongen"), feed.Root, "emit", declaration);
        Assert.True(exitCode == 0, output);
        Assert.Contains("partial class LongformerBase4096", output);
    }
}

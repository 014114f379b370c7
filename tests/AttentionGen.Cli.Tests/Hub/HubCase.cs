using System.Collections.Concurrent;
using AttentionGen.Cli.Tests.Hub.Server;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Hub;

namespace AttentionGen.Cli.Tests.Hub;

/// <summary>A test with a hub and a cache of its own.</summary>
public abstract class HubCase : TemporaryFolder
{
    private protected const string Weights = "model.safetensors";

    private protected FakeHub Hub { get; } = FakeHub.OfGolden();

    private protected ConcurrentQueue<HubProgress> Progress { get; } = new();

    private protected byte[] WeightBytes => Hub.Files[Weights];

    private protected string Folder => PathOf(Path.Combine("small--model", FakeHub.Commit));

    private protected string Partial => Path.Combine(Folder, Weights + ".partial");

    private protected HubOptions Options => new()
    {
        Endpoint = Hub.Endpoint.Address,
        CacheFolder = PathOf(""),
        Pause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(5),
    };

    private protected Task<string> PullAsync(HubOptions? options = null, string revision = "main", CancellationToken? cancellation = null) =>
        ModelHub.PullAsync(FakeHub.Name, revision, options ?? Options, new Direct(Progress.Enqueue), cancellation ?? TestContext.Current.CancellationToken);

    /// <summary>The message of a pull that fails.</summary>
    private protected async Task<string> RefusalAsync(HubOptions? options = null, string revision = "main") =>
        (await Assert.ThrowsAsync<HubException>(() => PullAsync(options, revision))).Message;

    /// <summary>All files of the folder are the repository's, and none is half.</summary>
    private protected void AssertWhole(string folder, params string[] names)
    {
        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(Hub.Files[name], File.ReadAllBytes(Path.Combine(folder, name))));
    }

    public override void Dispose()
    {
        Hub.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it calls on the spot.</summary>
    private sealed class Direct(Action<HubProgress> report) : IProgress<HubProgress>
    {
        public void Report(HubProgress value) => report(value);
    }
}

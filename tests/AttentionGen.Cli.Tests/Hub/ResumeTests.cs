using System.Globalization;
using AttentionGen.Cli.Tests.Hub.Server;
using AttentionGen.Models.Hub;

namespace AttentionGen.Cli.Tests.Hub;

/// <summary>Connections that are cut, and what goes on from there.</summary>
public class ResumeTests : HubCase
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Cut_at_random_places_it_goes_on_and_no_byte_is_sent_twice(int seed)
    {
        var random = new Random(seed);
        Hub.AlterStored = (_, answer) => answer with { CutAfter = random.Next(0, 40_000) };
        for (var runs = 1; ; runs++)
        {
            try
            {
                await PullAsync(Options with { Attempts = 3 });
                break;
            }
            catch (HubException e)
            {
                var here = Bytes(Partial).Length;
                Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" 3 tries in a row failed. {here:#,0} of 132,260 bytes are here; the same command goes on from there."), e.Message);
                Assert.Equal(WeightBytes[..here], Bytes(Partial));
                Assert.True(runs < 20);
            }
        }
        Assert.Equal(WeightBytes, Bytes(Path.Combine(Folder, Weights)));
        Assert.False(File.Exists(Partial));
        // Each request asks for just what the one before did not bring, whole runs between them.
        var served = Hub.Store.Served;
        Assert.True(served.Count > 3);
        Assert.Equal(WeightBytes.Length, served.Sum(s => s.Bytes));
        Assert.Equal(served.Select((_, i) => served.Take(i).Sum(s => s.Bytes)), served.Select(s => s.Request.RangeStart ?? 0));
    }

    [Fact]
    public async Task A_try_that_brings_a_megabyte_starts_the_count_afresh()
    {
        Hub.Files[Weights] = new byte[5_500_000];
        new Random(1).NextBytes(WeightBytes);
        Hub.AlterStored = (_, answer) => answer with { CutAfter = Math.Min(1_200_000, answer.Body.Length) };
        await PullAsync(Options with { Attempts = 2 });
        Assert.Equal(WeightBytes, Bytes(Path.Combine(Folder, Weights)));
        Assert.Equal(5, Hub.Store.Served.Count);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_sends_all_of_it()
    {
        Hub.Ranges = false;
        var cuts = 2;
        Hub.AlterStored = (_, answer) => cuts-- > 0 ? answer with { CutAfter = 50_000 } : answer;
        await PullAsync();
        Assert.Equal(WeightBytes, Bytes(Path.Combine(Folder, Weights)));
        Assert.Equal([null, 50_000, 50_000], Hub.Store.Served.Select(s => s.Request.RangeStart));
    }

    [Fact]
    public async Task A_file_that_changes_meanwhile_starts_anew()
    {
        var other = (byte[])WeightBytes.Clone();
        other[5] ^= 1;
        var first = true;
        Hub.AlterStored = (request, answer) =>
        {
            if (!first)
                return answer;
            first = false;
            return new Answer(200, other) { CutAfter = 60_000 }.With("ETag", "\"another\"");
        };
        await PullAsync();
        Assert.Equal(WeightBytes, Bytes(Path.Combine(Folder, Weights)));
        // The second request is conditional on the first one's entity tag, so the server sends the whole file.
        Assert.Equal([null, "\"another\""], Hub.Store.Served.Select(s => s.Request.Header("If-Range")));
        Assert.Equal([60_000, WeightBytes.Length], Hub.Store.Served.Select(s => s.Bytes));
    }

    [Theory]
    [InlineData(70_000)] // bytes of something else: shows in the checksum
    [InlineData(200_000)] // more than there can be
    [InlineData(132_260)] // as many as there must be
    public async Task A_partial_file_of_something_else_starts_anew(int length)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(Partial, new byte[length]);
        await PullAsync();
        Assert.Equal(WeightBytes, Bytes(Path.Combine(Folder, Weights)));
        Assert.False(File.Exists(Partial));
        Assert.Equal(length == 70_000 ? 2 : 1, Hub.Store.Served.Count);
    }

    [Fact]
    public async Task A_partial_file_that_is_complete_is_only_checked()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(Partial, WeightBytes);
        await PullAsync();
        Assert.Equal(WeightBytes, Bytes(Path.Combine(Folder, Weights)));
        Assert.Empty(Hub.Store.Served);
    }

    [Fact]
    public async Task A_refused_range_starts_anew()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(Partial, WeightBytes[..100]);
        Hub.AlterStored = (request, answer) => request.RangeStart is not null ? new Answer(416) : answer;
        await PullAsync();
        Assert.Equal(WeightBytes, Bytes(Path.Combine(Folder, Weights)));
    }

    [Fact]
    public async Task A_stalled_connection_is_given_up_and_resumed()
    {
        var stalls = 1;
        Hub.AlterStored = (_, answer) => stalls-- > 0 ? answer with { StallAfter = 30_000 } : answer;
        await PullAsync(Options with { Stall = TimeSpan.FromSeconds(2) });
        Assert.Equal(WeightBytes, Bytes(Path.Combine(Folder, Weights)));
        Assert.Equal([null, 30_000], Hub.Store.Served.Select(s => s.Request.RangeStart));
        Assert.Contains(Progress, p => p.Note?.Contains("model.safetensors: nothing came for 2 s. Try 2 of 5 in ") == true);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_busy_server_is_asked_again(int status)
    {
        var busy = 4;
        Hub.Alter = (_, answer) => busy-- > 0 ? new Answer(status).With("Retry-After", "7200") : answer;
        await PullAsync();
        Assert.Contains(Progress, p => p.Note?.EndsWith($"the server answers {status}. Try 2 of 5 in 0 s.", StringComparison.Ordinal) == true);
        busy = 5;
        Assert.Contains($"the server answers {status}. 5 tries in a row failed. Check the network", await RefusalAsync());
    }

    [Fact]
    public async Task Cancelled_it_leaves_what_has_come()
    {
        Hub.AlterStored = (_, answer) => answer with { StallAfter = 30_000 };
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var pull = PullAsync(cancellation: cancel.Token);
        while (!Progress.Any(p => p is { File: Weights, Bytes: 30_000 }))
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pull);
        Assert.Equal(WeightBytes[..30_000], Bytes(Partial));
        Hub.AlterStored = (_, answer) => answer;
        await PullAsync();
        Assert.Equal(WeightBytes, Bytes(Path.Combine(Folder, Weights)));
        Assert.Equal([null, 30_000], Hub.Store.Served.Select(s => s.Request.RangeStart));
    }

    private static byte[] Bytes(string path) => File.ReadAllBytes(path);
}

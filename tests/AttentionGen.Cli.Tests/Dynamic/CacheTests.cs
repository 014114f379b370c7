using System.Collections.Concurrent;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Compiler.Spec;
using AttentionGen.Dynamic;
using AttentionGen.Dynamic.Caching;
using AttentionGen.Dynamic.Compilation;

namespace AttentionGen.Cli.Tests.Dynamic;

/// <summary>One compilation per value, of few or many threads.</summary>
public class CacheTests
{
    private readonly ConcurrentQueue<PatternSpec> _compiled = [];

    private PatternCache Cache(int capacity) => new(capacity, spec =>
    {
        _compiled.Enqueue(spec);
        return InMemory.Compile(spec);
    });

    [Fact]
    public void Equal_specs_are_one_pattern()
    {
        Assert.Same(PatternCompiler.FromText(Declared.Mixed), PatternCompiler.FromText(Declared.Mixed.Replace(" ", "\n ")));
        Assert.NotSame(PatternCompiler.Compile(Declared.Spec(4)), PatternCompiler.Compile(Declared.Spec(6)));
        Assert.NotSame(PatternCompiler.Compile(Declared.Spec(4)), PatternCompiler.Compile(Declared.Spec(4, "OtherName")));
    }

    [Fact]
    public async Task Many_threads_compile_each_spec_once()
    {
        const int Threads = 24, Specs = 6;
        var cache = Cache(Specs);
        using var start = new Barrier(Threads);
        var got = await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                // Threads begin at different specs, so that same and different ones meet.
                return Enumerable.Range(0, Specs).Select(i => 2 + 2 * ((thread + i) % Specs)).ToDictionary(window => window, window => cache.Get(Declared.Spec(window)));
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(Specs, _compiled.Count);
        Assert.Equal(Specs, _compiled.Distinct().Count());
        Assert.Equal(Specs, got.SelectMany(patterns => patterns.Values).Distinct().Count());
        Assert.All(got, patterns => Assert.All(patterns, p => Assert.Equal(p.Key / 2, p.Value.Card.Bands[0][0]!.Value.Before)));
    }

    [Fact]
    public void Those_used_last_are_kept()
    {
        var cache = Cache(2);
        var four = cache.Get(Declared.Spec(4));
        cache.Get(Declared.Spec(6));
        Assert.Same(four, cache.Get(Declared.Spec(4)));
        cache.Get(Declared.Spec(8)); // 6 is the oldest now
        Assert.Same(four, cache.Get(Declared.Spec(4)));
        Assert.Equal(3, _compiled.Count);
        cache.Get(Declared.Spec(6));
        Assert.Equal(4, _compiled.Count);
    }

    [Fact]
    public void Clearing_forgets_everything()
    {
        var cache = Cache(2);
        var before = cache.Get(Declared.Spec(4));
        cache.Clear();
        Assert.NotSame(before, cache.Get(Declared.Spec(4)));
        Assert.Same(cache.Get(Declared.Spec(4)), cache.Get(Declared.Spec(4)));
        Assert.Equal(2, _compiled.Count);
    }

    [Fact]
    public void A_failure_is_not_remembered()
    {
        var fails = true;
        var cache = new PatternCache(2, spec => fails ? throw new InvalidOperationException("for now") : InMemory.Compile(spec));
        Assert.Throws<InvalidOperationException>(() => cache.Get(Declared.Spec(4)));
        fails = false;
        Assert.Equal(2, cache.Get(Declared.Spec(4)).Card.Bands[0][0]!.Value.Before);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Dynamic.Caching;
using AttentionGen.Dynamic.Compilation;
using static TorchSharp.torch;

namespace AttentionGen.Cli.Tests.Dynamic;

/// <summary>A pattern that nobody keeps and nobody uses leaves memory, code included.</summary>
public class UnloadTests
{
    private readonly PatternCache _cache = new(2, InMemory.Compile);

    [Fact]
    public void The_load_context_goes_with_cache_entry_and_pattern()
    {
        var context = Run(_cache);
        Collect();
        Assert.True(context.IsAlive, "the cache keeps it");
        _cache.Clear();
        Collect();
        Assert.False(context.IsAlive, "nothing keeps it");
    }

    [Fact]
    public void A_pattern_that_is_pushed_out_goes_too()
    {
        var context = Run(_cache);
        _cache.Get(Declared.Spec(6));
        _cache.Get(Declared.Spec(8));
        Collect();
        Assert.False(context.IsAlive);
    }

    [Fact]
    public void A_pattern_in_use_stays_and_computes()
    {
        var pattern = _cache.Get(Declared.Spec(4, "InUse"));
        var context = new WeakReference(AssemblyLoadContext.GetLoadContext(pattern.GetType().Assembly));
        _cache.Clear();
        Collect();
        Assert.True(context.IsAlive);
        Compute(pattern); // code that was never run before: its references are resolved only now
    }

    /// <summary>A method of its own, so that no local variable of the test keeps the pattern.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Run(PatternCache cache)
    {
        var pattern = cache.Get(Declared.Spec(4));
        Compute(pattern);
        return new WeakReference(AssemblyLoadContext.GetLoadContext(pattern.GetType().Assembly));
    }

    private static void Compute(AttentionPattern pattern)
    {
        using var scope = NewDisposeScope();
        var q = randn([1, 20, 2, 8], requires_grad: true);
        using var masks = AttentionMasks.Create(1, 20, CPU);
        pattern.Forward(0, q, q, q, null, masks).sum().backward();
        Assert.True(q.grad!.isfinite().all().item<bool>());
    }

    // Unloading takes several rounds: objects first, then what finalizers held, then the code.
    private static void Collect()
    {
        for (var round = 0; round < 10; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}

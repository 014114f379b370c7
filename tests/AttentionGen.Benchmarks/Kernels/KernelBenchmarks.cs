using AttentionGen.Benchmarks.Comparison;
using AttentionGen.Benchmarks.Comparison.Methods;
using BenchmarkDotNet.Attributes;

namespace AttentionGen.Benchmarks.Kernels;

/// <summary>A small window on each engine.</summary>
public class KernelBenchmarks
{
    private readonly Work _work;
    private readonly BandShape _shape = new(1024, 512, 12, 64);
    private IAttention? _attention;

    /// <summary>Queries, keys and values.</summary>
    public KernelBenchmarks()
    {
        NativeBackend.EnsureLoaded();
        _work = new Work(_shape);
    }

    /// <summary>What computes.</summary>
    [Params(AttentionEngine.Simd, AttentionEngine.Ops)]
    public AttentionEngine Engine { get; set; }

    /// <summary>Compiles the pattern.</summary>
    [GlobalSetup]
    public void Prepare() => _attention = new CompiledMethod("", Engine).Prepare(_shape);

    /// <summary>The context.</summary>
    [Benchmark]
    public void Forward() => _work.Do(Pass.Forward, _attention!);

    /// <summary>The context and the gradients.</summary>
    [Benchmark]
    public void ForwardAndBackward() => _work.Do(Pass.ForwardAndBackward, _attention!);
}

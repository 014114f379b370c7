using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison.Methods;

/// <summary>The compiled pattern, on one of its engines.</summary>
internal sealed class CompiledMethod(string name, AttentionEngine engine) : IMethod
{
    public string Name => name;

    public string? Refusal(BandShape shape) => engine == AttentionEngine.Simd && !shape.IsFloatOnCpu ? "vector kernels compute float32 on the CPU" : null;

    public IAttention Prepare(BandShape shape) => new Compiled(WindowPattern.Of(shape).Using(engine), shape);

    private sealed class Compiled(AttentionPattern pattern, BandShape shape) : IAttention
    {
        private readonly AttentionMasks _masks = AttentionMasks.Create(1, shape.Length, shape.Device);

        public Tensor Forward(Tensor q, Tensor k, Tensor v) => pattern.Forward(0, q, k, v, null, _masks);

        public void Dispose() => _masks.Dispose();
    }
}

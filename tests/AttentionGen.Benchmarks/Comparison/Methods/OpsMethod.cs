using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison.Methods;

/// <summary>The compiled pattern: emitted code that calls library operations.</summary>
internal sealed class OpsMethod : IMethod
{
    public string Name => "ops";

    public string? Refusal(BandShape shape) => null;

    public IAttention Prepare(BandShape shape) => new Compiled(WindowPattern.Of(shape), shape.Length);

    private sealed class Compiled(AttentionPattern pattern, int length) : IAttention
    {
        private readonly AttentionMasks _masks = AttentionMasks.Create(1, length);

        public Tensor Forward(Tensor q, Tensor k, Tensor v) => pattern.Forward(0, q, k, v, null, _masks);

        public void Dispose() => _masks.Dispose();
    }
}

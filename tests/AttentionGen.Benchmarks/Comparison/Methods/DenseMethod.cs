using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison.Methods;

/// <summary>The library's attention over all pairs, with a mask that keeps the band.</summary>
internal sealed class DenseMethod : IMethod
{
    private const long MaskLimit = 1L << 30; // bytes

    public string Name => "dense";

    public string? Refusal(BandShape shape)
    {
        var bytes = 4L * shape.Length * shape.Length;
        return bytes > MaskLimit
            ? FormattableString.Invariant($"its mask of {shape.Length} x {shape.Length} numbers takes {bytes / 1073741824.0:0.##} GiB, and the limit is {MaskLimit >> 30} GiB")
            : null;
    }

    public IAttention Prepare(BandShape shape) => new Masked(shape);

    private sealed class Masked : IAttention
    {
        // Numbers, not bools: the library would make numbers of bools at each call.
        private readonly Tensor _mask;

        public Masked(BandShape shape)
        {
            using var scope = NewDisposeScope();
            var outside = ones(shape.Length, shape.Length, ScalarType.Bool);
            outside.triu_(-shape.Side).tril_(shape.Side).logical_not_();
            _mask = zeros(shape.Length, shape.Length).masked_fill_(outside, float.NegativeInfinity).to(shape.Type).to(shape.Device).DetachFromDisposeScope();
        }

        public Tensor Forward(Tensor q, Tensor k, Tensor v)
        {
            using var scope = NewDisposeScope();
            return nn.functional.scaled_dot_product_attention(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2), _mask)
                .transpose(1, 2).MoveToOuterDisposeScope();
        }

        public void Dispose() => _mask.Dispose();
    }
}

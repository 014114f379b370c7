using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison.Methods;

/// <summary>
/// One diagonal of the band after the other (Longformer paper, appendix A: "loop"): little memory, and as many small operations as the band has
/// diagonals.
/// </summary>
internal sealed class LoopMethod : IMethod
{
    public string Name => "loop";

    public string? Refusal(BandShape shape) => shape.IsFloatOnCpu ? null : "it is compared in float32 on the CPU";

    public IAttention Prepare(BandShape shape) => new Diagonals(shape);

    private sealed class Diagonals(BandShape shape) : IAttention
    {
        private readonly Tensor _outside = Outside(shape);

        public Tensor Forward(Tensor q, Tensor k, Tensor v)
        {
            using var scope = NewDisposeScope();
            var queries = q.transpose(1, 2).mul(1 / Math.Sqrt(shape.HeadSize)); // (1, heads, length, head size)
            var (keys, values) = (Padded(k), Padded(v));
            var diagonals = new Tensor[(2 * shape.Side) + 1];
            for (var d = 0; d < diagonals.Length; d++)
            {
                using var products = queries * keys.narrow(2, d, shape.Length);
                diagonals[d] = products.sum(-1);
            }
            // Diagonals before tokens: each is read as a whole again.
            var probabilities = stack(diagonals, 2).masked_fill_(_outside, float.NegativeInfinity).softmax(2);
            var context = zeros_like(queries);
            var columns = probabilities.unbind(2);
            for (var d = 0; d < diagonals.Length; d++)
                context = context.addcmul_(columns[d].unsqueeze(-1), values.narrow(2, d, shape.Length), 1);
            return context.transpose(1, 2).MoveToOuterDisposeScope();
        }

        public void Dispose() => _outside.Dispose();

        /// <summary>(1, heads, side + length + side, head size)</summary>
        private Tensor Padded(Tensor tokens) => nn.functional.pad(tokens.transpose(1, 2), [0, 0, shape.Side, shape.Side]);

        private static Tensor Outside(BandShape shape)
        {
            using var scope = NewDisposeScope();
            return OutsideMask.Of(0, shape.Length, shape).t().contiguous().MoveToOuterDisposeScope();
        }
    }
}

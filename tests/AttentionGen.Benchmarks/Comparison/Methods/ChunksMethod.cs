using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison.Methods;

/// <summary>
/// Sliding chunks (Longformer paper, appendix A): scores of chunks of two sides that overlap by one, skewed into the band's layout, and values of
/// three sides at a time. This is how the models that people run today compute it.
/// </summary>
internal sealed class ChunksMethod : IMethod
{
    public string Name => "chunks";

    public string? Refusal(BandShape shape) =>
        !shape.IsFloatOnCpu ? "it is compared in float32 on the CPU"
        : shape.Length % shape.Window == 0 ? null : FormattableString.Invariant($"it takes multiples of the window, and {shape.Length} is none of {shape.Window}");

    public IAttention Prepare(BandShape shape) => new Chunks(shape);

    private sealed class Chunks(BandShape shape) : IAttention
    {
        private readonly long _side = shape.Side, _length = shape.Length, _heads = shape.Heads, _size = shape.HeadSize;

        // Only the first and the last queries have slots outside.
        private readonly Tensor _before = OutsideMask.Of(0, shape.Side, shape), _behind = OutsideMask.Of(shape.Length - shape.Side, shape.Side, shape);

        public Tensor Forward(Tensor q, Tensor k, Tensor v)
        {
            using var scope = NewDisposeScope();
            var scores = Scores(ByHead(q).div(Math.Sqrt(_size)), ByHead(k)); // (heads, length, slots)
            scores.narrow(1, 0, _side).masked_fill_(_before, float.NegativeInfinity);
            scores.narrow(1, _length - _side, _side).masked_fill_(_behind, float.NegativeInfinity);
            return Context(scores.softmax(-1), ByHead(v)).reshape(1, _heads, _length, _size).transpose(1, 2).MoveToOuterDisposeScope();
        }

        public void Dispose()
        {
            _before.Dispose();
            _behind.Dispose();
        }

        /// <summary>(heads, length, head size)</summary>
        private Tensor ByHead(Tensor tokens) => tokens.transpose(1, 2).reshape(_heads, _length, _size);

        private Tensor Scores(Tensor q, Tensor k)
        {
            var slots = (2 * _side) + 1;
            var chunks = (_length / _side) - 1;
            var products = Overlapping(q, chunks, 2).matmul(Overlapping(k, chunks, 2).transpose(-1, -2));
            // A row more, and rows read as one longer than they are: row r then begins at its own diagonal, and holds r's keys from itself on in its
            // first slots, and in its last ones those before r + 1.
            var skewed = nn.functional.pad(products, [0, 0, 0, 1]).view(_heads, chunks, 2 * _side, slots);
            Tensor[] lower = [nn.functional.pad(Slots(skewed, 0, 1, 0, _side - 1, before: true), [0, 0, 1, 0]), Slots(skewed, 0, chunks, _side - 1, _side, before: true)];
            Tensor[] upper = [Slots(skewed, 0, chunks, 0, _side, before: false), Slots(skewed, chunks - 1, 1, _side, _side, before: false)];
            return Together(lower, upper).view(_heads, _length, slots);
        }

        /// <summary>Blocks below each other, and slots beside each other. Writing to slices is quicker, but the backward of such writes is slower by more.</summary>
        private Tensor Together(Tensor[] lower, Tensor[] upper)
        {
            if (is_grad_enabled())
                return cat([cat(lower, 1), cat(upper, 1)], -1);
            var blocks = _length / _side;
            var scores = empty(_heads, blocks, _side, (2 * _side) + 1);
            var (before, from) = (scores.narrow(3, 0, _side), scores.narrow(3, _side, _side + 1));
            before.narrow(1, 0, 1).copy_(lower[0]);
            before.narrow(1, 1, blocks - 1).copy_(lower[1]);
            from.narrow(1, 0, blocks - 1).copy_(upper[0]);
            from.narrow(1, blocks - 1, 1).copy_(upper[1]);
            return scores;
        }

        /// <summary>Rows of some chunks, with the slots of keys before the query or of those from the query on.</summary>
        private Tensor Slots(Tensor skewed, long chunk, long chunks, long row, long rows, bool before) =>
            skewed.narrow(1, chunk, chunks).narrow(2, row, rows).narrow(3, before ? _side + 1 : 0, before ? _side : _side + 1);

        private Tensor Context(Tensor probabilities, Tensor v)
        {
            var blocks = _length / _side;
            // The skew, undone: each row moves right by its number within three sides of keys.
            var wide = nn.functional.pad(probabilities.view(_heads, blocks, _side, -1), [0, _side + 1]);
            var unskewed = wide.view(_heads, blocks, -1).narrow(-1, 0, _side * ((3 * _side) + 1)).view(_heads, blocks, _side, (3 * _side) + 1).narrow(-1, 0, 3 * _side);
            var values = Overlapping(nn.functional.pad(v, [0, 0, _side, _side]), blocks, 3);
            return unskewed.matmul(values);
        }

        /// <summary>(heads, count, sides x side, head size): a view, each chunk one side behind the one before.</summary>
        private Tensor Overlapping(Tensor tokens, long count, long sides) => tokens.as_strided(
            [_heads, count, sides * _side, _size], [tokens.stride(0), _side * tokens.stride(1), tokens.stride(1), tokens.stride(2)]);
    }
}

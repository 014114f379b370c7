using System.Runtime.CompilerServices;

namespace AttentionGen.Kernels.Vectors;

/// <summary>
/// Gradients of the queries of a reading and of all that they read, in one head. Probabilities are computed again from the scores and what the
/// forward pass kept of each row. Gradients of keys and values are added to; readings of one head come one after the other, in order.
/// </summary>
internal static unsafe class BackwardKernel<TShape, V>
    where TShape : struct, IHeadShape
    where V : struct, ILanes<V>
{
    /// <summary>Keys of one piece, a multiple of <see cref="TileSteps.Keys"/>; their gradients want room in the cache, too.</summary>
    private const int Piece = 384;

    // Above every score: a row that is computed elsewhere has probabilities of 0.
    private const float Highest = 3e38f;

    private static int Lanes => Tiles<TShape, V>.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Reading reading, BackwardOperands operands, int row, int head, int part)
    {
        var forward = operands.Forward;
        int tiles = reading.Tiles.Count, queries = tiles * Lanes, room = Math.Min(Piece, reading.Keys.Count) + TileSteps.Rows;
        var scratch = Scratch.Of(Packed<TShape, V>.Floats((5 * queries) + (4 * room)) + (4L * queries) + (2L * (TileSteps.Block + TileSteps.Rows) * Lanes), pieces: 15);
        var q = new Rows(scratch, queries);
        var gradient = new Rows(scratch, queries);
        var ofQueries = new Packed<TShape, V>(scratch, queries);
        var references = scratch.Take<float>(queries);
        var inverses = scratch.Take<float>(queries);
        var sums = scratch.Take<float>(queries);
        var seeds = scratch.Take<uint>(queries);
        var keys = new Packed<TShape, V>(scratch, room);
        var values = new Packed<TShape, V>(scratch, room);
        var ofKeys = new Packed<TShape, V>(scratch, room);
        var ofValues = new Packed<TShape, V>(scratch, room);
        var scores = scratch.Take<float>((TileSteps.Block + TileSteps.Rows) * Lanes);
        var ofScores = scratch.Take<float>((TileSteps.Block + TileSteps.Rows) * Lanes);
        QueryTiles<TShape, V>.Pack(reading, forward.Q, row, head, QueryTiles<TShape, V>.ScoreScale, q.Packed, q.Transposed);
        QueryTiles<TShape, V>.Pack(reading, operands.Gradient, row, head, 1, gradient.Packed, gradient.Transposed);
        QueryTiles<TShape, V>.Seeds(reading, forward.Dropping, row, head, seeds);
        ReadRows(reading, operands, row, head, gradient.Packed, ofQueries, references, inverses, sums);
        ofQueries.Clear(0, queries);
        for (var start = 0; start < reading.Keys.Count; start += Piece)
        {
            var count = Math.Min(Piece, reading.Keys.Count - start);
            var tokens = reading.Keys.Pointer + start;
            Packing<TShape, V>.Rows(forward.K.At(row, head), forward.K.Token, tokens, count, keys);
            // What dropout leaves is multiplied by this; values take it once for their own gradient and for that of the weights.
            Packing<TShape, V>.Rows(forward.V.At(row, head), forward.V.Token, tokens, count, values, forward.Dropping.Scale);
            ofKeys.Clear(0, room);
            ofValues.Clear(0, room);
            for (var tile = 0; tile < tiles; tile++)
            {
                var read = reading.Tiles.Items[tile];
                for (var own = read.Own.In(start, start + count); own.Count > 0; own = own.After(TileSteps.Block))
                    AddBlock(tile, own.First(TileSteps.Block), read.OwnByAll, reading.RowKeys.Pointer + (tile * reading.RowSteps));
                for (var columns = read.Columns.In(start, start + count); columns.Count > 0; columns = columns.After(TileSteps.Block))
                    AddBlock(tile, columns.First(TileSteps.Block), read.ColumnsByAll, null);
            }
            // Scores are in powers of two.
            Packing<TShape, V>.AddRows(ofKeys, tokens, count, operands.K[part].At(row, head), operands.K[part].Token, (float)Math.Log(2));
            Packing<TShape, V>.AddRows(ofValues, tokens, count, operands.V[part].At(row, head), operands.V[part].Token, forward.Dropping.Scale);

            void AddBlock(int tile, KeyRange block, KeyRange byAll, KeyRange* rowKeys)
            {
                var place = tile * Lanes;
                var offset = block.From - start;
                Tiles<TShape, V>.Scores(keys.From(offset), block.Count, q.Transposed + Packed<TShape, V>.Floats(place), scores);
                Tiles<TShape, V>.Scores(values.From(offset), block.Count, gradient.Transposed + Packed<TShape, V>.Floats(place), ofScores);
                QueryTiles<TShape, V>.Mask(reading, tile, block, byAll, scores);
                var dropped = reading.Keys.Pointer + block.From;
                if (forward.Dropping.Probability > 0)
                    Softmax<V>.Drop(ofScores, block.Count, seeds + place, dropped, forward.Dropping.Threshold);
                Softmax<V>.Backward(scores, ofScores, block.Count, references + place, inverses + place, sums + place);
                if (forward.Dropping.Probability > 0)
                    Softmax<V>.Drop(scores, block.Count, seeds + place, dropped, forward.Dropping.Threshold);
                new Span<float>(scores + ((nint)block.Count * Lanes), TileSteps.Rows * Lanes).Clear();
                new Span<float>(ofScores + ((nint)block.Count * Lanes), TileSteps.Rows * Lanes).Clear();
                Tiles<TShape, V>.Mix(ofScores, keys.From(offset), block.Count, ofQueries.From(place), rowKeys, block.From);
                Tiles<TShape, V>.Collect(scores, gradient.Packed.From(place), block.Count, ofValues.From(offset));
                Tiles<TShape, V>.Collect(ofScores, q.Packed.From(place), block.Count, ofKeys.From(offset));
            }
        }
        var target = operands.Q.At(row, head);
        for (var i = 0; i < reading.Queries.Count; i++)
        {
            var scale = reading.Live.Items[i] ? (float)(1 / Math.Sqrt(TShape.HeadSize)) : 0;
            Packing<TShape, V>.Unpack(ofQueries, i, target + (reading.Queries.Items[i] * operands.Q.Token), scale);
        }
    }

    /// <summary>What is known of each row: its reference, its inverse sum, and the sum of its context times its gradient.</summary>
    private static void ReadRows(
        Reading reading, BackwardOperands operands, int row, int head, Packed<TShape, V> gradient, Packed<TShape, V> room, float* references, float* inverses, float* sums)
    {
        Span<float> keptReferences = operands.Forward.Rows!.References(row, head), keptInverses = operands.Forward.Rows.Inverses(row, head);
        var context = operands.Forward.Context;
        Packing<TShape, V>.Rows(context.At(row, head), context.Token, reading.Queries.Pointer, reading.Queries.Count, room, 1, reading.Live.Pointer);
        for (var place = 0; place < reading.Tiles.Count * Lanes; place++)
        {
            var live = place < reading.Queries.Count && reading.Live.Items[place];
            var query = live ? reading.Queries.Items[place] : 0;
            (references[place], inverses[place], sums[place]) = live ? (keptReferences[query], keptInverses[query], Dot(room.From(place), gradient.From(place))) : (Highest, 0, 0);
        }
    }

    /// <summary>The sum of products of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(Packed<TShape, V> a, Packed<TShape, V> b)
    {
        V sum = default;
        for (var column = 0; column < Packed<TShape, V>.Columns; column++)
        {
            for (var i = 0; i < Packed<TShape, V>.Width; i += V.Count)
                sum = V.MultiplyAdd(V.Load(a.At(0, column) + i), V.Load(b.At(0, column) + i), sum);
        }
        var lanes = stackalloc float[V.Count];
        sum.Store(lanes);
        var total = 0f;
        for (var lane = 0; lane < V.Count; lane++)
            total += lanes[lane];
        return total;
    }

    /// <summary>Rows of a reading's queries.</summary>
    private readonly struct Rows(Scratch scratch, int queries)
    {
        /// <summary>As they are.</summary>
        public readonly Packed<TShape, V> Packed = new(scratch, queries);

        /// <summary>Per tile (head size, lanes).</summary>
        public readonly float* Transposed = scratch.Take<float>(Packed<TShape, V>.Floats(queries));
    }
}

using System.Runtime.CompilerServices;

namespace AttentionGen.Kernels.Vectors;

/// <summary>
/// Context of the queries of a reading, in one head. Keys are packed in pieces that the second-level cache holds, each piece for all tiles of
/// queries; a tile goes through a piece in blocks that the first-level cache holds. Each query's reference, sum and row are carried on.
/// </summary>
internal static unsafe class ForwardKernel<TShape, V>
    where TShape : struct, IHeadShape
    where V : struct, ILanes<V>
{
    /// <summary>Keys of one piece, a multiple of <see cref="TileSteps.Keys"/>.</summary>
    private const int Piece = 896;

    // Below every score that means anything, and finite: a lane without keys stays free of NaN.
    private const float Lowest = -1e30f;

    private static int Lanes => Tiles<TShape, V>.Lanes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Reading reading, Operands operands, int row, int head)
    {
        int tiles = reading.Tiles.Count, queries = tiles * Lanes, keys = Math.Min(Piece, reading.Keys.Count);
        var scratch = Scratch.Of((2 * Packed<TShape, V>.Floats(queries + keys)) + (3L * queries) + ((TileSteps.Block + 1L) * Lanes), pieces: 9);
        var transposed = scratch.Take<float>(Packed<TShape, V>.Floats(queries)); // per tile (head size, lanes)
        var context = new Packed<TShape, V>(scratch, queries);
        var references = scratch.Take<float>(queries);
        var sums = scratch.Take<float>(queries);
        var seeds = scratch.Take<uint>(queries);
        var packedKeys = new Packed<TShape, V>(scratch, keys);
        var packedValues = new Packed<TShape, V>(scratch, keys);
        var scores = scratch.Take<float>(TileSteps.Block * Lanes);
        var factors = scratch.Take<float>(Lanes);
        QueryTiles<TShape, V>.Pack(reading, operands.Q, row, head, QueryTiles<TShape, V>.ScoreScale, context, transposed);
        QueryTiles<TShape, V>.Seeds(reading, operands.Dropping, row, head, seeds);
        context.Clear(0, queries);
        new Span<float>(references, queries).Fill(Lowest);
        new Span<float>(sums, queries).Clear();
        for (var start = 0; start < reading.Keys.Count; start += Piece)
        {
            var end = Math.Min(reading.Keys.Count, start + Piece);
            Packing<TShape, V>.Rows(operands.K.At(row, head), operands.K.Token, reading.Keys.Pointer + start, end - start, packedKeys);
            Packing<TShape, V>.Rows(operands.V.At(row, head), operands.V.Token, reading.Keys.Pointer + start, end - start, packedValues);
            for (var tile = 0; tile < tiles; tile++)
            {
                var read = reading.Tiles.Items[tile];
                for (var own = read.Own.In(start, end); own.Count > 0; own = own.After(TileSteps.Block))
                    AddBlock(tile, own.First(TileSteps.Block), read.OwnByAll, reading.RowKeys.Pointer + (tile * reading.RowSteps));
                for (var columns = read.Columns.In(start, end); columns.Count > 0; columns = columns.After(TileSteps.Block))
                    AddBlock(tile, columns.First(TileSteps.Block), read.ColumnsByAll, null);
            }

            void AddBlock(int tile, KeyRange block, KeyRange byAll, KeyRange* rowKeys)
            {
                var place = tile * Lanes;
                Tiles<TShape, V>.Scores(packedKeys.From(block.From - start), block.Count, transposed + Packed<TShape, V>.Floats(place), scores);
                QueryTiles<TShape, V>.Mask(reading, tile, block, byAll, scores);
                if (Softmax<V>.Raise(scores, block.Count, references + place, factors))
                    Rescale(factors, sums + place, context.From(place));
                Softmax<V>.Exponentials(scores, block.Count, references + place, sums + place);
                if (operands.Dropping.Probability > 0)
                    Softmax<V>.Drop(scores, block.Count, seeds + place, reading.Keys.Pointer + block.From, operands.Dropping.Threshold);
                Tiles<TShape, V>.Mix(scores, packedValues.From(block.From - start), block.Count, context.From(place), rowKeys, block.From);
            }
        }
        Write(reading, operands, row, head, context, references, sums);
    }

    /// <summary>Brings what was summed so far to higher references.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rescale(float* factors, float* sums, Packed<TShape, V> context)
    {
        for (var lane = 0; lane < Lanes; lane += V.Count)
            (V.Load(sums + lane) * V.Load(factors + lane)).Store(sums + lane);
        for (var column = 0; column < Packed<TShape, V>.Columns; column++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var part = context.At(lane, column);
                var factor = V.Splat(factors[lane]);
                (V.Load(part) * factor).Store(part);
                (V.Load(part + V.Count) * factor).Store(part + V.Count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write(Reading reading, Operands operands, int row, int head, Packed<TShape, V> context, float* references, float* sums)
    {
        var target = operands.Context.At(row, head);
        for (var i = 0; i < reading.Queries.Count; i++)
        {
            var query = reading.Queries.Items[i];
            var inverse = !reading.Live.Items[i] || sums[i] == 0 ? 0 : 1 / sums[i];
            Packing<TShape, V>.Unpack(context, i, target + (query * operands.Context.Token), inverse * operands.Dropping.Scale);
            if (operands.Rows is not { } rows)
                continue;
            rows.References(row, head)[query] = references[i];
            rows.Inverses(row, head)[query] = inverse;
        }
    }
}

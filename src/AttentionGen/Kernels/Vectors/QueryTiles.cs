namespace AttentionGen.Kernels.Vectors;

/// <summary>What forward and backward passes do alike with a reading's tiles of queries.</summary>
internal static unsafe class QueryTiles<TShape, V>
    where TShape : struct, IHeadShape
    where V : struct, ILanes<V>
{
    /// <summary>What queries are multiplied with, so that scores are powers of two.</summary>
    public static float ScoreScale => (float)(1 / (Math.Sqrt(TShape.HeadSize) * Math.Log(2)));

    /// <summary>Rows of a reading's queries, filled up to whole tiles: as rows, and transposed. Rows that are computed elsewhere are 0.</summary>
    public static void Pack(Reading reading, HeadTensor source, int row, int head, float scale, Packed<TShape, V> rows, float* transposed)
    {
        int lanes = Tiles<TShape, V>.Lanes, count = reading.Queries.Count;
        Packing<TShape, V>.Rows(source.At(row, head), source.Token, reading.Queries.Pointer, count, rows, scale, reading.Live.Pointer);
        rows.Clear(count, (reading.Tiles.Count * lanes) - count);
        for (var tile = 0; tile < reading.Tiles.Count; tile++)
            Packing<TShape, V>.Transpose(rows.From(tile * lanes), transposed + Packed<TShape, V>.Floats(tile * lanes));
    }

    /// <summary>The dropout seeds of a reading's queries.</summary>
    public static void Seeds(Reading reading, Dropping dropping, int row, int head, uint* seeds)
    {
        for (var i = 0; dropping.Probability > 0 && i < reading.Queries.Count; i++)
            seeds[i] = dropping.Of(row, head, reading.Queries.Items[i]);
    }

    /// <summary>Masks a tile's scores of a range of keys where not all its queries read a key.</summary>
    public static void Mask(Reading reading, int tile, KeyRange range, KeyRange byAll, float* scores)
    {
        Mask(reading, tile, range.In(range.From, Math.Max(range.From, byAll.From)), range.From, scores);
        Mask(reading, tile, range.In(byAll.To, range.To), range.From, scores);
    }

    private static void Mask(Reading reading, int tile, KeyRange part, int first, float* scores)
    {
        if (part.Count > 0)
            Softmax<V>.Mask(scores + ((nint)(part.From - first) * Tiles<TShape, V>.Lanes), part.Count, reading.Readers.Pointer + ((nint)tile * reading.Keys.Count) + part.From);
    }
}

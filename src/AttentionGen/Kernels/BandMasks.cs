using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>The parts that generated mask builders are made of.</summary>
public static class BandMasks
{
    /// <summary>(batch, length) bool: keys that a band may read. Global keys are read through their columns instead.</summary>
    public static Tensor LocalKeys(AttentionMasks masks)
    {
        var keys = RealTokens(masks);
        return masks.GlobalTokens is { } global ? keys & ~global : keys;
    }

    /// <summary>(batch, length) bool: rows that bands compute; those of global tokens where they are not <paramref name="globalRows"/> computed elsewhere.</summary>
    public static Tensor LocalQueries(AttentionMasks masks, bool globalRows) => globalRows ? LocalKeys(masks) : RealTokens(masks);

    /// <summary>(batch x stride x chunks, 1, chunk, keys) bool: slots whose key is of the query's own document.</summary>
    public static Tensor SameSegment(AttentionMasks masks, in BandTiles tiles) =>
        tiles.Queries(masks.Segments).unsqueeze(1).unsqueeze(-1).eq(tiles.Windows(masks.Segments).unsqueeze(1).unsqueeze(1));

    /// <summary>(batch x stride x chunks, 1, 1, keys) bool: slots of each window that hold a key which a band may read.</summary>
    public static Tensor Present(AttentionMasks masks, in BandTiles tiles)
    {
        // A window that runs over the end of its row shows its neighbour's keys.
        var slot = arange(tiles.Keys, device: masks.Device).unsqueeze(0) - tiles.Before;
        var position = slot + arange(tiles.Chunks, device: masks.Device).unsqueeze(1) * tiles.Chunk; // (chunks, keys)
        var inRow = ((position >= 0) & (position < tiles.RowLength)).unsqueeze(0);
        var keys = tiles.Windows(LocalKeys(masks)).unflatten(0, [masks.Batch * tiles.ChunksPerSequence / tiles.Chunks, tiles.Chunks]);
        return (keys & inRow).flatten(0, 1).unsqueeze(1).unsqueeze(1);
    }

    /// <summary>(chunk, keys) bool: slots inside the band of each query of a chunk.</summary>
    public static Tensor InBand(in BandTiles tiles, Device device)
    {
        var offset = arange(tiles.Keys, device: device).unsqueeze(0) - arange(tiles.Chunk, device: device).unsqueeze(1);
        return (offset >= 0) & (offset <= tiles.Before + tiles.After);
    }

    /// <summary>(batch x stride x chunks, 1, 1 or chunk, globals) bool: global keys that a query reads.</summary>
    /// <param name="masks">A batch with at least one global token.</param>
    /// <param name="tiles">The band's tiles.</param>
    /// <param name="limits">What queries do not read.</param>
    public static Tensor GlobalColumns(AttentionMasks masks, in BandTiles tiles, Limits limits)
    {
        var columns = OfGlobals(masks.GlobalSlots!, tiles);
        if (limits.Causal)
        {
            var position = arange(masks.Length, device: masks.Device).unsqueeze(0).expand(masks.Batch, -1);
            columns = columns & (OfGlobals(masks.GlobalPositions!, tiles) <= OfQueries(position, tiles));
        }
        if (limits.Segments)
            columns = columns & OfGlobals(masks.Segments.gather(1, masks.GlobalPositions!), tiles).eq(OfQueries(masks.Segments, tiles));
        return columns;
    }

    /// <summary>Lets queries without any key read all: softmax stays finite; such rows are cut off or zeroed later.</summary>
    public static Tensor KeepFinite(Tensor mask) => mask | ~mask.any(-1, keepdim: true);

    /// <summary>(batch, globals) to (batch x stride x chunks, 1, 1, globals).</summary>
    private static Tensor OfGlobals(Tensor x, in BandTiles tiles) => PerChunk(x, tiles).unsqueeze(1).unsqueeze(1);

    /// <summary>(batch, length) to (batch x stride x chunks, 1, chunk, 1).</summary>
    private static Tensor OfQueries(Tensor x, in BandTiles tiles) => tiles.Queries(x).unsqueeze(1).unsqueeze(-1);

    private static Tensor RealTokens(AttentionMasks masks) =>
        masks.RealTokens ?? ones(masks.Batch, masks.Length, dtype: ScalarType.Bool, device: masks.Device);

    /// <summary>(batch, globals, ...) to (batch x stride x chunks, globals, ...).</summary>
    internal static Tensor PerChunk(Tensor x, in BandTiles tiles) => x.repeat_interleave(tiles.ChunksPerSequence, 0);
}

using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>The parts that generated mask builders are made of.</summary>
public static class BandMasks
{
    /// <summary>(batch, length) bool: keys that a band may read. Global keys are read through their columns instead.</summary>
    public static Tensor LocalKeys(AttentionMasks masks)
    {
        var keys = masks.RealTokens ?? ones(masks.Batch, masks.Length, dtype: ScalarType.Bool, device: masks.Device);
        return masks.GlobalTokens is { } global ? keys & ~global : keys;
    }

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
    /// <param name="causal">True where a query reads no later key.</param>
    public static Tensor GlobalColumns(AttentionMasks masks, in BandTiles tiles, bool causal)
    {
        var slots = PerChunk(masks.GlobalSlots!, tiles).unsqueeze(1).unsqueeze(1);
        if (!causal)
            return slots;
        var position = arange(masks.Length, device: masks.Device).unsqueeze(0).expand(masks.Batch, -1);
        var query = tiles.Queries(position).unsqueeze(1).unsqueeze(-1); // (batch x stride x chunks, 1, chunk, 1)
        return slots & (PerChunk(masks.GlobalPositions!, tiles).unsqueeze(1).unsqueeze(1) <= query);
    }

    /// <summary>Lets queries without any key read all: softmax stays finite; such rows are cut off or zeroed later.</summary>
    public static Tensor KeepFinite(Tensor mask) => mask | ~mask.any(-1, keepdim: true);

    /// <summary>(batch, globals, ...) to (batch x stride x chunks, globals, ...).</summary>
    internal static Tensor PerChunk(Tensor x, in BandTiles tiles) => x.repeat_interleave(tiles.ChunksPerSequence, 0);
}

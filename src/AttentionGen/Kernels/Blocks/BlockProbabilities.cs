using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>The probabilities of heads that are computed from blocks.</summary>
internal static class BlockProbabilities
{
    /// <summary>A group of heads: tiles of probabilities, and what is read of global tokens.</summary>
    public static BandProbabilities.Group Compute(
        BlockBatch batch, long headMaps, int block, Tensor queries, Func<BlockBatch.Piece, Tensor> keysOf, Tensor q, AttentionMasks masks, bool globalRows)
    {
        long heads = q.shape[2], blocks = queries.shape[0] / (masks.Batch * headMaps);
        var shown = BlockTiles.Cut(BandMasks.LocalQueries(masks, globalRows), block);
        var tiles = new List<ProbabilityTile>();
        var columns = new List<Tensor>();
        foreach (var piece in batch.Pieces)
        {
            var rows = queries.index_select(0, piece.Rows); // (rows, block, heads, head size)
            var scores = einsum("rqhd,rkhd->rhqk", rows, keysOf(piece)) / Math.Sqrt(rows.shape[3]);
            var probabilities = scores.shape[3] == 0 ? scores : piece.Mask is null ? scores.softmax(-1) : MaskedSoftmax.Of(scores, piece.Mask);
            if (piece.Empty is not null)
                probabilities = probabilities.masked_fill(piece.Empty.transpose(1, 2), 0);
            var inSequence = piece.Rows.remainder(blocks);
            var sequence = piece.Sequences.div(headMaps, RoundingMode.floor);
            probabilities = probabilities * shown.index_select(0, sequence * blocks + inSequence).unsqueeze(1).unsqueeze(-1);
            var keys = piece.Keys.shape[1] * block;
            if (masks.MaxGlobals > 0)
                columns.Add(probabilities.narrow(-1, keys, masks.MaxGlobals).transpose(1, 2)); // (rows, block, heads, globals)
            tiles.Add(Tile(piece, sequence, inSequence, probabilities.narrow(-1, 0, keys), headMaps, block, blocks, masks));
        }
        var local = zeros([masks.Batch, masks.Length, heads, 1], q.dtype, q.device);
        return new BandProbabilities.Group(local, columns.Count == 0 ? null : Restore(cat([.. columns]), batch, headMaps, masks)) { Tiles = tiles };
    }

    private static ProbabilityTile Tile(
        BlockBatch.Piece piece, Tensor sequence, Tensor inSequence, Tensor probabilities, long headMaps, int block, long blocks, AttentionMasks masks)
    {
        var (rows, heads) = (probabilities.shape[0], probabilities.shape[1]);
        // One row per sequence, head and query block.
        var head = headMaps == 1 ? arange(heads, device: masks.Device).repeat(rows) : piece.Sequences.remainder(headMaps);
        var positions = (piece.Keys.remainder(blocks) * block).unsqueeze(-1) + arange(block, device: masks.Device); // (rows, keys, block)
        return new ProbabilityTile(
            stack([sequence.repeat_interleave(heads), head, (inSequence * block).repeat_interleave(heads)], 1),
            positions.flatten(1, 2).repeat_interleave(heads, 0),
            probabilities.flatten(0, 1));
    }

    /// <summary>(rows, block, heads, globals) to (batch, length, heads, globals).</summary>
    private static Tensor Restore(Tensor columns, BlockBatch batch, long headMaps, AttentionMasks masks)
    {
        var all = batch.Order is null ? columns : columns.index_select(0, batch.Order);
        return headMaps == 1 ? BlockTiles.Join(all, masks.Batch, masks.Length) : BlockTiles.JoinHeads(all, masks.Batch, headMaps, masks.Length);
    }
}

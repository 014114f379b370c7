using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>What <see cref="AttentionPattern.Probabilities"/> is made of. For generated code.</summary>
public static class BandProbabilities
{
    /// <summary>One head group in band layout.</summary>
    /// <param name="Local">(batch, length, heads, slots)</param>
    /// <param name="GlobalColumns">(batch, length, heads, globals), null without global tokens.</param>
    public sealed record Group(Tensor Local, Tensor? GlobalColumns)
    {
        /// <summary>Probabilities of heads that are computed from blocks; their part of <see cref="Local"/> is 0.</summary>
        public IReadOnlyList<ProbabilityTile> Tiles { get; init; } = [];
    }

    /// <summary>Softmax over windows and global columns, then each query's own slots.</summary>
    /// <param name="queries">(chunks, chunk, heads, head size)</param>
    /// <param name="keys">(chunks, keys + globals, heads, head size)</param>
    /// <param name="mask">(chunks, 1, chunk, keys + globals) bool</param>
    /// <param name="masks">The batch's masks.</param>
    /// <param name="tiles">The band's tiles.</param>
    /// <param name="before">The layout's slots before the query's own.</param>
    /// <param name="after">The layout's slots after it.</param>
    /// <param name="globalRows">True when the rows of global tokens are computed elsewhere.</param>
    public static Group Compute(
        Tensor queries, Tensor keys, Tensor mask, AttentionMasks masks, in BandTiles tiles, long before, long after, bool globalRows = true)
    {
        var scores = einsum("rchd,rkhd->rhck", queries, keys) / Math.Sqrt(queries.shape[3]);
        var probabilities = MaskedSoftmax.Of(scores, mask);
        var rows = BandMasks.LocalQueries(masks, globalRows).unsqueeze(-1).unsqueeze(-1);
        // Slot t of query c stands at key c + t: along the diagonals of a (chunk, keys) tile.
        var local = probabilities.narrow(-1, 0, tiles.Keys).contiguous();
        long heads = local.shape[1], width = tiles.Before + 1 + tiles.After, tile = tiles.Chunk * tiles.Keys;
        var slots = local.as_strided([local.shape[0], heads, tiles.Chunk, width], [heads * tile, tile, tiles.Keys + 1, 1], 0);
        slots = nn.functional.pad(slots, [before - tiles.Before, after - tiles.After]);
        var columns = masks.MaxGlobals == 0 ? null : tiles.Restore(probabilities.narrow(-1, tiles.Keys, masks.MaxGlobals).transpose(1, 2)) * rows;
        return new Group(tiles.Restore(slots.transpose(1, 2)) * rows, columns);
    }
}

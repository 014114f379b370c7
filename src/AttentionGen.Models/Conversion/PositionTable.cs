using static TorchSharp.torch;

namespace AttentionGen.Models.Conversion;

/// <summary>A table of learned positions for another number of tokens.</summary>
internal static class PositionTable
{
    /// <summary>
    /// (reserved + length, hidden): the reserved rows as they are, then the others again and again, the last time as far as there is
    /// room. Attention that has learned to look at its neighbours still finds them, but for those across a seam.
    /// </summary>
    /// <param name="table">(reserved + the old length, hidden).</param>
    /// <param name="reserved">Rows before the first token's.</param>
    /// <param name="length">Tokens that the new table has rows for.</param>
    public static Tensor Repeat(Tensor table, int reserved, int length)
    {
        using var scope = NewDisposeScope();
        var rows = cat([arange(reserved), reserved + (arange(length) % (table.shape[0] - reserved))]);
        return table.index_select(0, rows).MoveToOuterDisposeScope();
    }
}

using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Reports.Shares;

/// <summary>Where a sequence is cut into cells.</summary>
public static class Cuts
{
    /// <summary>Cells to each side of pictures, at most.</summary>
    public const int MaxCells = 64;

    /// <summary>A number of cells of about one size: cell c is [cuts[c], cuts[c + 1]).</summary>
    /// <param name="length">Tokens.</param>
    /// <param name="cells">Cells; some are empty where there are more of them than tokens.</param>
    public static IReadOnlyList<int> Even(int length, int cells) => [.. Enumerable.Range(0, cells + 1).Select(c => (int)((long)c * length / cells))];

    /// <summary>Cells of a number of tokens; the last one may be shorter.</summary>
    public static IReadOnlyList<int> Every(int length, int tokens) =>
        [.. Enumerable.Range(0, (length + tokens - 1) / tokens).Select(c => c * tokens), length];

    /// <summary>Tokens per cell, so that there are at most <see cref="MaxCells"/> and none cuts a block of the kernel in two where that can be.</summary>
    public static int Tokens(KernelPlan kernel, int length)
    {
        var tokens = (length + MaxCells - 1) / MaxCells;
        if (kernel is not BlockPlan { Block: var block })
            return tokens;
        if (tokens > block)
            return (tokens + block - 1) / block * block;
        while (block % tokens != 0)
            tokens++;
        return tokens;
    }
}

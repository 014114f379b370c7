namespace AttentionGen.Kernels;

/// <summary>Which key blocks each block of queries reads. Memory grows with the blocks that are read, not with the square of the length.</summary>
internal sealed class BlockMap
{
    private readonly List<LiveBlock>[] _rows; // [query block], ascending
    private readonly AttentionRule _rule;

    private BlockMap(AttentionRule rule, int length, int block)
    {
        (_rule, Length, Block) = (rule, length, block);
        Blocks = (length + block - 1) / block;
        _rows = [.. Enumerable.Range(0, Blocks).Select(_ => new List<LiveBlock>())];
    }

    /// <summary>Tokens of the sequence.</summary>
    public int Length { get; }

    /// <summary>Tokens per block; the last one may hold fewer.</summary>
    public int Block { get; }

    /// <summary>Blocks of the sequence.</summary>
    public int Blocks { get; }

    /// <summary>The rule that decides within blocks that are not read whole.</summary>
    public AttentionRule Rule => _rule;

    /// <summary>The key blocks that a query block reads, ascending.</summary>
    public IReadOnlyList<LiveBlock> this[int queryBlock] => _rows[queryBlock];

    /// <summary>The map of a rule: halves the square of blocks until a part is surely empty, surely full or a single block.</summary>
    public static BlockMap Of(AttentionRule rule, int length, int block)
    {
        var map = new BlockMap(rule, length, block);
        var side = 1;
        while (side < map.Blocks)
            side *= 2;
        map.Visit(0, 0, side);
        return map;
    }

    private void Visit(int query, int key, int side)
    {
        if (query >= Blocks || key >= Blocks)
            return;
        var truth = _rule.Reads(Tokens(query, side), Tokens(key, side));
        if (truth.IsFalse)
            return;
        if (truth.IsTrue || side == 1)
        {
            for (var q = query; q < Math.Min(query + side, Blocks); q++)
            {
                for (var k = key; k < Math.Min(key + side, Blocks); k++)
                    _rows[q].Add(new LiveBlock(k, truth.IsTrue));
            }
            return;
        }
        // In this order the keys of each query block ascend.
        var half = side / 2;
        Visit(query, key, half);
        Visit(query, key + half, half);
        Visit(query + half, key, half);
        Visit(query + half, key + half, half);
    }

    private Interval Tokens(int block, int side) => new((long)block * Block, Math.Min(Length, ((long)block + side) * Block) - 1);
}

/// <summary>A key block that some query of a block reads.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Full">True when every query of the block reads every key of it.</param>
internal readonly record struct LiveBlock(int Key, bool Full);

using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>
/// Block maps as tensors: rows of query blocks that read equally many key blocks stand in one piece, so that each piece
/// is one batch for library operations.
/// </summary>
/// <param name="Pieces">The pieces.</param>
/// <param name="Blocks">Blocks per sequence.</param>
/// <param name="Copies">Maps that the rows come from: sequences or heads with maps of their own.</param>
internal sealed record BlockTables(IReadOnlyList<BlockTables.Piece> Pieces, int Blocks, int Copies)
{
    private const int ExactCounts = 8;

    /// <summary>Query blocks that read equally many key blocks.</summary>
    /// <param name="Rows">(rows) int64: copy x blocks + query block.</param>
    /// <param name="Keys">(rows, keys) int64: copy x blocks + key block.</param>
    /// <param name="Mask">(rows, block, keys x block) bool; null when every key is read.</param>
    internal sealed record Piece(Tensor Rows, Tensor Keys, Tensor? Mask) : IDisposable
    {
        public void Dispose()
        {
            Rows.Dispose();
            Keys.Dispose();
            Mask?.Dispose();
        }
    }

    /// <summary>The tables of maps of one length and block size, one map per copy.</summary>
    /// <exception cref="RuleFault">A rule threw.</exception>
    public static BlockTables Of(IReadOnlyList<BlockMap> maps, Device device)
    {
        var blocks = maps[0].Blocks;
        var rows = Enumerable.Range(0, maps.Count).SelectMany(copy => Enumerable.Range(0, blocks).Select(query => (Copy: copy, Query: query))).ToList();
        int Count((int Copy, int Query) row) => maps[row.Copy][row.Query].Count;
        var exact = rows.Select(Count).Distinct().Take(ExactCounts + 1).Count() <= ExactCounts;
        var pieces = new List<Piece>();
        try
        {
            foreach (var group in rows.GroupBy(row => exact ? Count(row) : RoundUp(Count(row), blocks)))
                pieces.Add(Build(maps, [.. group], group.Key, device));
            return new BlockTables(pieces, blocks, maps.Count);
        }
        catch
        {
            pieces.ForEach(p => p.Dispose());
            throw;
        }
    }

    /// <summary>1, 2, 3, 4, 6, 8, 12, 16, ...: few different counts, and less than half of them filling.</summary>
    private static int RoundUp(int count, int most)
    {
        var power = 1;
        while (power < count)
            power *= 2;
        return Math.Min(most, power >= 4 && power / 4 * 3 >= count ? power / 4 * 3 : power) is var rounded && count == 0 ? 0 : rounded;
    }

    private static Piece Build(IReadOnlyList<BlockMap> maps, (int Copy, int Query)[] rows, int count, Device device)
    {
        int blocks = maps[0].Blocks, block = maps[0].Block, length = maps[0].Length;
        var keys = new long[rows.Length * count];
        var masked = false;
        for (var r = 0; r < rows.Length; r++)
        {
            var live = maps[rows[r].Copy][rows[r].Query];
            for (var i = 0; i < count; i++)
                keys[r * count + i] = (long)rows[r].Copy * blocks + (i < live.Count ? live[i].Key : 0);
            masked |= live.Count < count || live.Any(b => !b.Full || (b.Key + 1) * block > length);
        }
        // First what can fail.
        var mask = masked && count > 0 ? Mask(maps, rows, count) : null;
        return new Piece(
            tensor([.. rows.Select(r => (long)r.Copy * blocks + r.Query)], device: device).DetachFromDisposeScope(),
            tensor(keys, device: device).reshape(rows.Length, count).DetachFromDisposeScope(),
            mask?.to(device).DetachFromDisposeScope());
    }

    private static Tensor Mask(IReadOnlyList<BlockMap> maps, (int Copy, int Query)[] rows, int count)
    {
        int block = maps[0].Block, width = count * block;
        var mask = new bool[(long)rows.Length * block * width];
        try
        {
            Parallel.For(0, rows.Length, r =>
            {
                var live = maps[rows[r].Copy][rows[r].Query];
                for (var i = 0; i < live.Count; i++)
                    Fill(mask, ((long)r * block * width) + ((long)i * block), width, maps, rows[r], live[i]);
            });
        }
        catch (AggregateException faults) when (RuleFault.FirstOf(faults.Flatten().InnerExceptions) is { } fault)
        {
            throw fault;
        }
        return tensor(mask, [rows.Length, block, width]);
    }

    /// <summary>Decides within one block: only here is a rule asked key by key.</summary>
    private static void Fill(bool[] mask, long start, int width, IReadOnlyList<BlockMap> maps, (int Copy, int Query) row, LiveBlock live)
    {
        var map = maps[row.Copy];
        int firstQuery = row.Query * map.Block, firstKey = live.Key * map.Block;
        int queries = Math.Min(map.Block, map.Length - firstQuery), keys = Math.Min(map.Block, map.Length - firstKey);
        int q = 0, k = 0;
        try
        {
            for (q = 0; q < queries; q++)
            {
                for (k = 0; k < keys; k++)
                    mask[start + ((long)q * width) + k] = live.Full || map.Rule.Reads(firstQuery + q, firstKey + k);
            }
        }
        catch (Exception thrown)
        {
            throw new RuleFault(row.Copy, firstQuery + q, firstKey + k, thrown);
        }
    }
}

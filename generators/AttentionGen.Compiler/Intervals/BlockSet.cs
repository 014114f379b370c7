#if ATTENTIONGEN_COMPILER
namespace AttentionGen.Compiler.Intervals;
#else
namespace AttentionGen.Kernels;
#endif

/// <summary>Pairs of a query block and a key block that follow no formula: random ones, or a list.</summary>
public sealed class BlockSet
{
    private readonly int[][] _keys; // [query block], ascending

    private BlockSet(int[][] keys) => _keys = keys;

    /// <summary>These pairs.</summary>
    /// <param name="pairs">Query block, key block, query block, key block, ...; each 0 or more.</param>
    public static BlockSet Listed(params int[] pairs)
    {
        var rows = Enumerable.Range(0, pairs.Length / 2).GroupBy(i => pairs[2 * i], i => pairs[2 * i + 1]).ToDictionary(g => g.Key, g => g.Distinct().OrderBy(k => k).ToArray());
        return new BlockSet([.. Enumerable.Range(0, rows.Count == 0 ? 0 : rows.Keys.Max() + 1).Select(q => rows.TryGetValue(q, out var keys) ? keys : [])]);
    }

    /// <summary>
    /// Draws key blocks for each query block, without repetition, among those that the pattern does not read anyway
    /// (BigBird paper, section 2). The same numbers give the same blocks everywhere.
    /// </summary>
    /// <param name="blocks">Blocks of the sequence.</param>
    /// <param name="count">Key blocks per query block; fewer where fewer are left.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="layer">The layer: each draws its own.</param>
    /// <param name="head">The head: each draws its own.</param>
    /// <param name="near">Blocks to each side of the query's own that are not drawn, nor is its own.</param>
    /// <param name="first">Blocks at the start that are not drawn, and whose queries draw none.</param>
    /// <param name="last">Blocks at the end that are not drawn, and whose queries draw none.</param>
    public static BlockSet Random(int blocks, int count, int seed, int layer, int head, int near, int first, int last)
    {
        var keys = new int[blocks][];
        for (var query = 0; query < blocks; query++)
        {
            var global = query < first || query >= blocks - last;
            keys[query] = global ? [] : Draw(query);
        }
        return new BlockSet(keys);

        int[] Draw(int query)
        {
            // The near blocks that are not among the first or last ones anyway.
            int low = Math.Max(first, query - near), nears = Math.Max(0, Math.Min(blocks - last, query + near + 1) - low);
            var candidates = Math.Max(0, blocks - first - last - nears);
            var state = Mix(Mix(Mix(Mix((ulong)seed) ^ (uint)layer) ^ (uint)head) ^ (uint)query);
            // Floyd's sampling: each subset of the candidates is as likely as any other.
            var drawn = new SortedSet<int>();
            for (var i = Math.Max(0, candidates - count); i < candidates; i++)
            {
                state = Mix(state);
                if (!drawn.Add((int)(state % (ulong)(i + 1))))
                    drawn.Add(i);
            }
            return [.. drawn.Select(rank => rank + first < low ? rank + first : rank + first + nears)];
        }
    }

    /// <summary>True where the pair is in the set.</summary>
    public bool Reads(int queryBlock, int keyBlock) =>
        queryBlock >= 0 && queryBlock < _keys.Length && Array.BinarySearch(_keys[queryBlock], keyBlock) >= 0;

    /// <summary>The same for ranges of blocks.</summary>
    public Truth Reads(Interval queryBlock, Interval keyBlock)
    {
        var throws = queryBlock.MayThrow || keyBlock.MayThrow;
        long found = 0, pairs = (queryBlock.Max - queryBlock.Min + 1) * (keyBlock.Max - keyBlock.Min + 1);
        for (var query = Math.Max(0, queryBlock.Min); query <= Math.Min(queryBlock.Max, _keys.Length - 1); query++)
            found += _keys[query].Count(key => key >= keyBlock.Min && key <= keyBlock.Max);
        return new Truth(found > 0, found < pairs, throws);
    }

    /// <summary>SplitMix64, one step.</summary>
    private static ulong Mix(ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            return state ^ (state >> 31);
        }
    }
}

using System.Diagnostics;
using AttentionGen.Kernels;
using AttentionGen.Fuzz.Cases;

namespace AttentionGen.Compiler.Tests.Predicates;

/// <summary>Block maps against every pair, and their size at long lengths.</summary>
public class BlockMapTests
{
    private static readonly CompiledPredicates s_realistic = new(Project.Of(
        """
        using AttentionGen;
        [AttentionPattern(1, 1, 8), Predicate(nameof(Attends))]
        sealed partial class Band { internal static bool Attends(int query, int key) => query - key <= 256 && key - query <= 128; }
        [AttentionPattern(1, 1, 8), Predicate(nameof(Attends))]
        sealed partial class AbsBand { internal static bool Attends(int query, int key) { var back = query - key; return System.Math.Abs(back) < 300; } }
        [AttentionPattern(1, 1, 8), Predicate(nameof(Attends))]
        sealed partial class Strided { internal static bool Attends(int query, int key) => key <= query && (query - key < 128 || key / 64 % 16 == 15); }
        [AttentionPattern(1, 1, 8), Predicate(nameof(Attends))]
        sealed partial class BlockCausal { internal static bool Attends(int query, int key) => key / 512 == query / 512 && key <= query; }
        [AttentionPattern(1, 1, 8), RandomBlocks(64, Count = 3, Seed = 1)]
        sealed partial class Random;
        [AttentionPattern(1, 1, 8), Predicate(nameof(Attends))]
        sealed partial class Packed { internal static bool Attends(int query, int key, int[] values) => values[query] == values[key] && key <= query; }
        """));

    [Fact]
    public void Random_predicates_lose_no_pair_and_gain_none()
    {
        var random = new RandomPredicates(seed: 3, maxDepth: 3);
        var predicates = Enumerable.Range(0, 60).Select(_ => random.Next()).Where(p => !p.UsesInputs).ToList();
        var compiled = new CompiledPredicates(Project.Of("#pragma warning disable\nusing AttentionGen;\n" + string.Concat(predicates.Select((p, i) =>
            $"[AttentionPattern(1, 1, 8), Predicate(nameof(Attends))]\npublic sealed partial class P{i}\n{{\n{p.Members}}}\n"))));
        for (var i = 0; i < predicates.Count; i++)
        {
            foreach (var (length, block) in new[] { (29, 4), (7, 16), (33, 8) })
                AssertExact(BlockMap.Of(compiled.Rule($"P{i}", 0, 0, length), length, block), predicates[i].Members, precise: false);
        }
    }

    /// <summary>Nothing of a band is looked at key by key that need not be.</summary>
    [Theory]
    [InlineData("Band")]
    [InlineData("AbsBand")]
    [InlineData("BlockCausal")]
    public void Simple_rules_are_analysed_exactly(string pattern)
    {
        foreach (var (length, block) in new[] { (1000, 16), (777, 64), (640, 128) })
            AssertExact(BlockMap.Of(s_realistic.Rule(pattern, 0, 0, length), length, block), pattern, precise: true);
    }

    [Theory]
    [InlineData("Band", 8)]
    [InlineData("Strided", 68)]
    [InlineData("BlockCausal", 8)]
    [InlineData("Random", 3)]
    [InlineData("Packed", 32)]
    public void Long_maps_hold_what_is_read_and_no_more(string pattern, int mostPerRow)
    {
        const int Length = 65536, Block = 64;
        var rule = pattern == "Packed"
            ? s_realistic.Rule(pattern, ("values", new TokenInput([.. Enumerable.Range(0, Length).Select(i => i / 1500)])))
            : s_realistic.Rule(pattern, 0, 0, Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var time = Stopwatch.StartNew();
        var map = BlockMap.Of(rule, Length, Block);
        var (elapsed, allocated) = (time.Elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
        var live = Enumerable.Range(0, map.Blocks).Sum(q => map[q].Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{pattern}: {live} of {(long)map.Blocks * map.Blocks} blocks, {elapsed.TotalMilliseconds:0} ms, {allocated >> 10} KiB");
        Assert.InRange(Enumerable.Range(0, map.Blocks).Max(q => map[q].Count), 1, mostPerRow);
        Assert.True(live <= (long)map.Blocks * mostPerRow);
    }

    private static void AssertExact(BlockMap map, string what, bool precise)
    {
        for (var query = 0; query < map.Blocks; query++)
        {
            Assert.Equal(map[query].Select(b => b.Key).Distinct().Order(), map[query].Select(b => b.Key));
            var live = map[query].ToDictionary(b => b.Key, b => b.Full);
            for (var key = 0; key < map.Blocks; key++)
            {
                var outcomes = Outcomes(map, query, key);
                if (live.TryGetValue(key, out var full))
                    Assert.True(!full || outcomes.SetEquals(["True"]), $"{query}, {key} is called full in {what}");
                else
                    Assert.True(outcomes.SetEquals(["False"]), $"{query}, {key} is missing in {what}");
                if (precise && outcomes.Count == 1)
                    Assert.True(live.ContainsKey(key) ? full : outcomes.Contains("False"), $"{query}, {key} is uniform, and called partial in {what}");
                if (precise && outcomes.SetEquals(["False"]))
                    Assert.False(live.ContainsKey(key), $"{query}, {key} is empty, and kept in {what}");
            }
        }
    }

    private static HashSet<string> Outcomes(BlockMap map, int queryBlock, int keyBlock)
    {
        var outcomes = new HashSet<string>();
        for (var query = queryBlock * map.Block; query < Math.Min(map.Length, (queryBlock + 1) * map.Block); query++)
        {
            for (var key = keyBlock * map.Block; key < Math.Min(map.Length, (keyBlock + 1) * map.Block); key++)
                outcomes.Add(RandomPredicateTests.Outcome(() => map.Rule.Reads(query, key)));
        }
        return outcomes;
    }
}

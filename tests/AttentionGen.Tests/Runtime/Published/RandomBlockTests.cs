using AttentionGen.Kernels;

namespace AttentionGen.Tests.Runtime.Published;

/// <summary>How blocks are drawn.</summary>
public class RandomBlockTests
{
    private const int Blocks = 20, Seeds = 4000;

    [Theory, InlineData(3, 1, 1, 1, 9), InlineData(3, 1, 1, 1, 1), InlineData(2, 0, 0, 0, 5), InlineData(1, 2, 3, 0, 19)]
    public void Over_many_seeds_all_blocks_are_as_likely(int count, int near, int first, int last, int query)
    {
        var hits = new int[Blocks];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var drawn = Drawn(Blocks, count, seed, 0, 0, near, first, last, query);
            Assert.Equal(count, drawn.Count);
            drawn.ForEach(key => hits[key]++);
        }
        var possible = Enumerable.Range(first, Blocks - first - last).Where(key => Math.Abs(key - query) > near).ToList();
        Assert.Equal(0, hits.Where((_, key) => !possible.Contains(key)).Sum());
        // Each count is binomial; five deviations of it leave one seed list in a hundred thousand.
        var share = count / (double)possible.Count;
        Assert.All(possible, key => Assert.InRange(Math.Abs(hits[key] - Seeds * share), 0, 5 * Math.Sqrt(Seeds * share * (1 - share))));
    }

    [Fact]
    public void Layers_heads_and_queries_draw_apart()
    {
        // Of 15 blocks 3 are drawn: draws that know nothing of each other share 0.6 on average.
        var other = from i in Enumerable.Range(0, 400)
                    let drawn = Drawn(Blocks, 3, 0, i, 0, 1, 1, 1, 9)
                    select (Layer: Shared(drawn, i + 1, 0, 9), Head: Shared(drawn, i, 1, 9));
        Assert.InRange(other.Average(o => o.Layer), 0.5, 0.7);
        Assert.InRange(other.Average(o => o.Head), 0.5, 0.7);

        static int Shared(List<int> drawn, int layer, int head, int query) => drawn.Intersect(Drawn(Blocks, 3, 0, layer, head, 1, 1, 1, query)).Count();
    }

    /// <summary>The numbers were computed by SplitMix64 and Floyd's sampling in another language.</summary>
    [Fact]
    public void A_seed_gives_the_same_blocks_on_every_machine() => Assert.Equal(
        "; 6,8,47; 37,55,59; 9,15,16; 26,32,54; 31,44,48",
        string.Join("; ", Enumerable.Range(0, 6).Select(query => string.Join(",", Drawn(64, 3, 42, 3, 5, 1, 1, 1, query)))));

    [Fact]
    public void Queries_of_the_ends_draw_none()
    {
        Assert.Empty(Drawn(Blocks, 3, 0, 0, 0, 1, 2, 1, 1));
        Assert.Empty(Drawn(Blocks, 3, 0, 0, 0, 1, 2, 1, 19));
        Assert.Equal(3, Drawn(Blocks, 3, 0, 0, 0, 1, 2, 1, 18).Count);
    }

    private static List<int> Drawn(int blocks, int count, int seed, int layer, int head, int near, int first, int last, int query)
    {
        var set = BlockSet.Random(blocks, count, seed, layer, head, near, first, last);
        return [.. Enumerable.Range(0, blocks).Where(key => set.Reads(query, key))];
    }
}

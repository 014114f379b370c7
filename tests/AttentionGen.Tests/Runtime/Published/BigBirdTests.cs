using AttentionGen.Patterns;
using AttentionGen.Tests.Patterns;

namespace AttentionGen.Tests.Runtime.Published;

/// <summary>
/// Big Bird, internal transformer construction (section 2 and appendix D of its paper; Hugging Face's block-sparse attention): a
/// query block reads its neighbours, the first and the last block, and random blocks; the first and the last block read all.
/// </summary>
public class BigBirdTests
{
    [Theory]
    [InlineData(1), InlineData(3), InlineData(4), InlineData(5), InlineData(8), InlineData(12), InlineData(13)]
    [InlineData(37), InlineData(64), InlineData(100), InlineData(150)]
    public void It_is_the_published_one(int length)
    {
        var pattern = new SmallBigBird();
        for (var layer = 0; layer < pattern.Card.Layers; layer++)
            PublishedAttention.Check(pattern, layer, length, Keys(pattern, layer, length, 4));
    }

    [Theory, InlineData(0, 512), InlineData(0, 30), InlineData(11, 800)]
    public void The_preset(int layer, int length)
    {
        var pattern = new BigBirdRobertaBase();
        PublishedAttention.Check(pattern, layer, length, Keys(pattern, layer, length, 64));
    }

    [Theory]
    [InlineData(4, 1), InlineData(4, 2), InlineData(4, 3), InlineData(4, 4), InlineData(4, 5), InlineData(4, 6), InlineData(4, 7), InlineData(4, 40)]
    [InlineData(64, 12), InlineData(64, 64)]
    public void Random_blocks_are_distinct_and_none_that_is_read_anyway(int size, int blocks)
    {
        AttentionPattern pattern = size == 4 ? new SmallBigBird() : new BigBirdRobertaBase();
        var count = size == 4 ? 2 : 3;
        for (var query = 1; query < blocks - 1; query++)
        {
            var drawn = Drawn(pattern, 0, 1, blocks * size, size, query);
            var others = Enumerable.Range(0, blocks).Except([0, blocks - 1, query - 1, query, query + 1]).ToList();
            Assert.Equal(Math.Min(count, others.Count), drawn.Count);
            Assert.Subset(others.ToHashSet(), drawn.ToHashSet());
            Assert.Equal(drawn.Distinct(), drawn);
        }
    }

    [Fact]
    public void Each_layer_and_head_draws_its_own_and_always_the_same()
    {
        var pattern = new BigBirdRobertaBase();
        var draws = (from layer in Enumerable.Range(0, 12) from head in Enumerable.Range(0, 12) select All(pattern, layer, head)).ToList();
        Assert.Equal(144, draws.Distinct().Count());
        Assert.Equal(draws[5 * 12 + 7], All(new BigBirdRobertaBase(), 5, 7));

        static string All(AttentionPattern pattern, int layer, int head) =>
            string.Join("; ", Enumerable.Range(1, 30).Select(query => string.Join(",", Drawn(pattern, layer, head, 2048, 64, query))));
    }

    /// <summary>Keys of a query block by the definition; what is random is asked of the pattern.</summary>
    private static KeysOf Keys(AttentionPattern pattern, int layer, int length, int size)
    {
        var blocks = (length + size - 1) / size;
        var keys = new Dictionary<(int Head, int Block), int[]>();
        return (_, head, i) =>
        {
            if (!keys.TryGetValue((head, i / size), out var read))
                keys[(head, i / size)] = read = [.. Blocks(head, i / size).Distinct().SelectMany(b => Enumerable.Range(b * size, size))];
            return read;
        };

        IEnumerable<int> Blocks(int head, int query) => query == 0 || query == blocks - 1
            ? Enumerable.Range(0, blocks)
            : [query - 1, query, query + 1, 0, blocks - 1, .. Drawn(pattern, layer, head, length, size, query)];
    }

    /// <summary>Key blocks that a query block reads and that are neither near nor at an end.</summary>
    private static List<int> Drawn(AttentionPattern pattern, int layer, int head, int length, int size, int query)
    {
        var rule = pattern.Rule(layer, head, length);
        var blocks = (length + size - 1) / size;
        return [.. Enumerable.Range(1, Math.Max(0, blocks - 2)).Where(key => Math.Abs(key - query) > 1 && rule.Reads(query * size, key * size))];
    }
}

using AttentionGen.Patterns;
using AttentionGen.Tests.Patterns;

namespace AttentionGen.Tests.Runtime.Published;

/// <summary>Generating Long Sequences with Sparse Transformers, section 4.3: the sets A(1) and A(2) of both patterns.</summary>
public class SparseTransformerTests
{
    [Theory, InlineData(1), InlineData(5), InlineData(6), InlineData(7), InlineData(36), InlineData(64), InlineData(151)]
    public void Strided(int length) => PublishedAttention.Check(new StridedPerHead(), 0, length, (_, head, i) => head switch
    {
        0 => StridedLocal(i, 6),
        1 => StridedSummary(i, 6),
        _ => StridedLocal(i, 6).Union(StridedSummary(i, 6)),
    });

    [Theory, InlineData(1), InlineData(7), InlineData(8), InlineData(9), InlineData(40), InlineData(64), InlineData(151)]
    public void Fixed(int length) => PublishedAttention.Check(new FixedPerHead(), 0, length, (_, head, i) => head switch
    {
        0 => FixedLocal(i, 8),
        1 => FixedSummary(i, 8, 2),
        _ => FixedLocal(i, 8).Union(FixedSummary(i, 8, 2)),
    });

    [Theory, InlineData(0, 100), InlineData(47, 300)]
    public void The_strided_preset(int layer, int length) => PublishedAttention.Check(
        new SparseTransformerStrided(), layer, length, (_, head, i) => head < 8 ? StridedLocal(i, 128) : StridedSummary(i, 128));

    [Theory, InlineData(0, 100), InlineData(29, 300)]
    public void The_fixed_preset(int layer, int length) => PublishedAttention.Check(
        new SparseTransformerFixed(), layer, length, (_, _, i) => FixedLocal(i, 128).Union(FixedSummary(i, 128, 32)));

    /// <summary>A(1) = {t, t + 1, ..., i} for t = max(0, i - l).</summary>
    private static IEnumerable<int> StridedLocal(int i, int l)
    {
        for (var j = Math.Max(0, i - l); j <= i; j++)
            yield return j;
    }

    /// <summary>A(2) = {j: (i - j) mod l = 0}, of j up to i: i, i - l, i - 2l, ...</summary>
    private static IEnumerable<int> StridedSummary(int i, int l)
    {
        for (var j = i; j >= 0; j -= l)
            yield return j;
    }

    /// <summary>A(1) = {j: floor(j / l) = floor(i / l)}, of j up to i: from the start of i's stretch.</summary>
    private static IEnumerable<int> FixedLocal(int i, int l)
    {
        for (var j = i - i % l; j <= i; j++)
            yield return j;
    }

    /// <summary>A(2) = {j: j mod l in {t, ..., l - 1}} for t = l - c, of j up to i: the last c of each stretch.</summary>
    private static IEnumerable<int> FixedSummary(int i, int l, int c)
    {
        for (var end = l; end - c <= i; end += l)
        {
            for (var j = end - c; j < end && j <= i; j++)
                yield return j;
        }
    }
}

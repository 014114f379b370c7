using AttentionGen.Patterns;
using AttentionGen.Tests.Patterns;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime.Published;

/// <summary>ETC (section 3.2 of its paper) and GMAT (section 3 of its paper): some tokens read and are read by all, the others read nearby.</summary>
public class GlobalLocalTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(20), InlineData(64), InlineData(151)]
    public void Etc(int length) => PublishedAttention.Check(new SharedEtc(), 0, length, (_, _, i) => EtcKeys(i, length, 3, 5), globalTokens: 3);

    [Theory, InlineData(0, 100), InlineData(11, 400)]
    public void The_ETC_preset(int layer, int length) =>
        PublishedAttention.Check(new EtcBase(), layer, length, (_, _, i) => EtcKeys(i, length, 256, 84), globalTokens: 256);

    [Fact]
    public void The_mask_of_ETC_names_the_first_tokens()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([true, true, true, false, false], new SharedEtc().GlobalMaskForDefault(zeros([1, 5], ScalarType.Int64)).data<bool>().ToArray());
        Assert.Equal([true, true], new SharedEtc().GlobalMaskForDefault(zeros([1, 2], ScalarType.Int64)).data<bool>().ToArray());
    }

    [Theory, InlineData(1), InlineData(3), InlineData(4), InlineData(13), InlineData(14), InlineData(64), InlineData(151)]
    public void Gmat(int length) => PublishedAttention.Check(new SmallGmat(), 0, length, (_, _, i) => GmatKeys(i, length, 3, 10));

    [Theory, InlineData(0, 60), InlineData(11, 600)]
    public void The_GMAT_preset(int layer, int length) =>
        PublishedAttention.Check(new GmatBase(), layer, length, (_, _, i) => GmatKeys(i, length, 64, 512));

    /// <summary>Global to global and to long, long to global: all. Long to long: a radius.</summary>
    private static IEnumerable<int> EtcKeys(int i, int length, int globals, int radius) => i < globals
        ? Enumerable.Range(0, length)
        : Enumerable.Range(0, globals).Union(Enumerable.Range(i - radius, 2 * radius + 1));

    /// <summary>The memory reads all; a token reads the memory and the chunk that it is in, chunks being counted behind the memory.</summary>
    private static IEnumerable<int> GmatKeys(int i, int length, int memory, int chunk)
    {
        if (i < memory)
            return Enumerable.Range(0, length);
        var start = memory;
        while (start + chunk <= i)
            start += chunk;
        return Enumerable.Range(0, memory).Union(Enumerable.Range(start, chunk));
    }
}

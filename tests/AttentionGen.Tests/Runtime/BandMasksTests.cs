using AttentionGen.Kernels;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

public class BandMasksTests
{
    /// <summary>Windows overlap the neighbouring row of the batch or of the dilation: no pair may come from there.</summary>
    [Theory]
    [InlineData(1, 1, 37)]
    [InlineData(2, 1, 37)]
    [InlineData(1, 2, 37)]
    [InlineData(2, 3, 38)]
    [InlineData(3, 2, 5)]
    public void Holds_exactly_the_pairs_of_the_band(long batch, int stride, int length)
    {
        const int Before = 3, After = 5;
        using var scope = NewDisposeScope();
        using var masks = AttentionMasks.Create(batch, length);
        var tiles = new BandTiles(masks, Before, After, stride, chunk: 4);
        var queries = tiles.Queries(ones(batch, length, dtype: ScalarType.Bool)).unsqueeze(1).unsqueeze(-1);
        var keys = tiles.Windows(BandMasks.LocalKeys(masks)).unsqueeze(1).unsqueeze(1);

        var pairs = (queries & keys & BandMasks.InBand(tiles, CPU)).sum().item<long>();

        var expected = Enumerable.Range(0, length).Sum(i => Enumerable.Range(-Before, Before + 1 + After).Count(t => i + stride * t >= 0 && i + stride * t < length));
        Assert.Equal(batch * expected, pairs);
    }
}

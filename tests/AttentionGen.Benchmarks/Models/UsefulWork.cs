using AttentionGen.Models.Longformer;

namespace AttentionGen.Benchmarks.Models;

/// <summary>Floating-point operations that an encoder cannot do without: products and sums counted as one each.</summary>
internal static class UsefulWork
{
    /// <summary>Pairs of query and key in a band that is cut at the sequence's ends.</summary>
    public static double Pairs(long length, long toEachSide)
    {
        var side = Math.Min(toEachSide, length - 1);
        return (length * (2.0 * side + 1)) - (side * (side + 1.0));
    }

    /// <summary>
    /// One forward pass over a sequence: the projections, the feed-forward parts and the live pairs. Global projections, padding and pairs
    /// that are masked are no useful work.
    /// </summary>
    public static double Forward(LongformerConfig config, long length) => Enumerable.Range(0, config.NumHiddenLayers).Sum(layer =>
        (2.0 * length * config.HiddenSize * ((4.0 * config.HiddenSize) + (2.0 * config.IntermediateSize)))
        + (4.0 * config.HiddenSize * Pairs(length, config.WindowOf(layer) / 2)));
}

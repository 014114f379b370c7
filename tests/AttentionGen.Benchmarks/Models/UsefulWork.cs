using AttentionGen.Benchmarks.Comparison;
using AttentionGen.Models.Longformer;

namespace AttentionGen.Benchmarks.Models;

/// <summary>Floating-point operations that an encoder cannot do without: products and sums counted as one each.</summary>
internal static class UsefulWork
{
    /// <summary>
    /// One forward pass over a sequence: the projections, the feed-forward parts and the live pairs. Global projections, padding and pairs
    /// that are masked are no useful work.
    /// </summary>
    public static double Forward(LongformerConfig config, int length) => Enumerable.Range(0, config.NumHiddenLayers).Sum(layer =>
        (2.0 * length * config.HiddenSize * ((4.0 * config.HiddenSize) + (2.0 * config.IntermediateSize)))
        + new BandShape(length, config.WindowOf(layer), config.NumAttentionHeads, config.HeadSize).UsefulWork(Pass.Forward));
}

using AttentionGen.Benchmarks.Comparison;

namespace AttentionGen.Benchmarks.Models;

/// <summary>Floating-point operations that an encoder cannot do without: products and sums counted as one each.</summary>
internal static class UsefulWork
{
    /// <summary>
    /// One forward pass over a sequence: the projections, the feed-forward parts and the live pairs. Global projections, padding and pairs
    /// that are masked are no useful work.
    /// </summary>
    public static double Forward(int length, int hidden, int intermediate, int heads, IEnumerable<int> windows) => windows.Sum(window =>
        (2.0 * length * hidden * ((4.0 * hidden) + (2.0 * intermediate))) + new BandShape(length, window, heads, hidden / heads).UsefulWork(Pass.Forward));
}

using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>One sequence under a sliding window, without padding and global tokens.</summary>
/// <param name="Length">Tokens.</param>
/// <param name="Window">Keys around a query, half of them to each side; the query itself is not counted. Even.</param>
/// <param name="Heads">Heads, all alike.</param>
/// <param name="HeadSize">Numbers in a head's query.</param>
internal sealed record BandShape(int Length, int Window, int Heads, int HeadSize)
{
    /// <summary>Where it is computed.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>In which type.</summary>
    public ScalarType Type { get; init; } = ScalarType.Float32;

    /// <summary>True where vector kernels can compute it.</summary>
    public bool IsFloatOnCpu => Device.type == TorchSharp.DeviceType.CPU && Type == ScalarType.Float32;

    /// <summary>Keys to each side.</summary>
    public int Side => Window / 2;

    /// <summary>Pairs of query and key in one head: the band, cut where the sequence ends.</summary>
    public long LivePairs
    {
        get
        {
            long side = Math.Min(Side, Length - 1);
            return (Length * ((2 * side) + 1)) - (side * (side + 1));
        }
    }

    /// <summary>Floating-point operations that the band needs, whatever a method does beyond it: a product and a sum, for scores and for values.</summary>
    /// <remarks>
    /// Forward has two products of a matrix (scores, values), backward five (the scores again, and the gradients of probabilities, values, queries and
    /// keys): 2.5 times as many.
    /// </remarks>
    public double UsefulWork(Pass pass) => 4.0 * HeadSize * LivePairs * Heads * (pass == Pass.Forward ? 1 : 3.5);
}

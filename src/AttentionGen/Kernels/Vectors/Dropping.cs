namespace AttentionGen.Kernels.Vectors;

/// <summary>
/// Dropout of one call: whether a weight is dropped follows from a seed, the sequence, the head, the query and the key, so that forward and backward
/// agree whatever the tiles and threads are.
/// </summary>
/// <param name="Probability">Chance that a weight is dropped.</param>
/// <param name="Seed">Drawn once a call.</param>
internal readonly record struct Dropping(double Probability, ulong Seed)
{
    /// <summary>Of random numbers below it the weight is dropped.</summary>
    public uint Threshold => (uint)Math.Min(uint.MaxValue, Probability * 4294967296.0);

    /// <summary>What the weights that stay are multiplied with.</summary>
    public float Scale => (float)(1 / (1 - Probability));

    /// <summary>The seed of a query's row.</summary>
    public uint Of(int row, int head, int query) => (uint)Mix(Mix(Mix(Seed + (ulong)row) + (ulong)head) + (ulong)query);

    /// <summary>SplitMix64's finaliser.</summary>
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}

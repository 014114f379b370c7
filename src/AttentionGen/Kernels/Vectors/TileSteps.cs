namespace AttentionGen.Kernels.Vectors;

/// <summary>What the register tiles take at once.</summary>
internal static class TileSteps
{
    /// <summary>Keys whose scores are computed together.</summary>
    public const int Keys = 4;

    /// <summary>Rows, of queries or of keys, whose sums are computed together.</summary>
    public const int Rows = 6;

    /// <summary>
    /// Keys that go through scores, softmax and sums together: what is known of them stays in the first-level cache. A multiple of the steps.
    /// </summary>
    public const int Block = 96;

    /// <summary>Vectors of queries in a tile.</summary>
    public const int Vectors = 3;

    /// <summary>The count, filled up to whole steps of <see cref="Keys"/>.</summary>
    public static int RoundUp(int keys) => (keys + Keys - 1) / Keys * Keys;
}

namespace AttentionGen;

/// <summary>Query i reads keys i + stride x t for -before &lt;= t &lt;= after.</summary>
/// <param name="Before">Keys read before the query, 0 or more, counted in keys.</param>
/// <param name="After">Keys read after the query, 0 or more.</param>
/// <param name="Stride">Distance of neighbouring keys in tokens (the dilation); 1 is none.</param>
public readonly record struct Band(int Before, int After, int Stride = 1)
{
    /// <summary>As many keys to a side as there are.</summary>
    public const int Unbounded = int.MaxValue;

    /// <summary>Keys of the band, the query's own included.</summary>
    public long Width => (long)Before + 1 + After;
}

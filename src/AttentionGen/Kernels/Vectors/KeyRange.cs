namespace AttentionGen.Kernels.Vectors;

/// <summary>Keys from <paramref name="From"/> to before <paramref name="To"/>, counted in the order of a <see cref="Reading"/>.</summary>
internal readonly record struct KeyRange(int From, int To)
{
    public int Count => Math.Max(0, To - From);

    /// <summary>The first keys of it.</summary>
    public KeyRange First(int count) => this with { To = Math.Min(To, From + count) };

    /// <summary>What is behind its first keys.</summary>
    public KeyRange After(int count) => this with { From = From + count };

    /// <summary>The part of it that lies in another.</summary>
    public KeyRange In(int from, int to) => new(Math.Max(From, from), Math.Min(To, to));
}

namespace AttentionGen.Fuzz;

/// <summary>How a run goes.</summary>
public sealed record FuzzOptions
{
    /// <summary>Number of cases.</summary>
    public int Cases { get; init; } = 100_000;

    /// <summary>What all chance follows from, together with a case's number.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The first case's number: a single case runs again with this and one case.</summary>
    public int First { get; init; }

    /// <summary>Every so many files go through the generator, and what it generates is compiled as it is. C# always does.</summary>
    public int GeneratorEvery { get; init; } = 50;

    /// <summary>Of so many files with generated code, one is compiled (in batches).</summary>
    public int CompileEvery { get; init; } = 10;

    /// <summary>How long a case may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many bytes a case may allocate: what stays alive of them is less.</summary>
    public long MemoryLimit { get; init; } = 1L << 30;
}

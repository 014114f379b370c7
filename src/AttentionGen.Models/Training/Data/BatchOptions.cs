namespace AttentionGen.Models.Training;

/// <summary>How examples are put together.</summary>
public sealed record BatchOptions
{
    /// <summary>Most tokens of a batch, padding included: examples times the longest. Every example must fit.</summary>
    public int TokenBudget { get; init; } = 4096;

    /// <summary>Most examples of a batch; as many as the budget allows when null.</summary>
    public int? MaxExamples { get; init; }

    /// <summary>
    /// How many examples, neighbours in the epoch's random order, are sorted by length before batches are cut: 1 for no
    /// sorting; more means less padding and less chance.
    /// </summary>
    public int Bucket { get; init; } = 1024;

    /// <summary>False: in the source's order, without buckets, as for a validation.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The padding id.</summary>
    public int PadId { get; init; } = 1;
}

using System.Text.Json.Serialization;

namespace AttentionGen.Models.Training;

/// <summary>How examples are put together.</summary>
public sealed record BatchOptions
{
    /// <summary>Most tokens of a batch, padding included: examples times the longest. Every example must fit.</summary>
    public int TokenBudget { get; init; } = 4096;

    /// <summary>
    /// Most labels of a batch, padding included: examples times the most labels of one; for texts to be written, which are not as long as those
    /// that are read. Every example must fit. Examples of one length are sorted by their labels then. No limit when null.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // runs that began before it was there go on
    public int? LabelBudget { get; init; }

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

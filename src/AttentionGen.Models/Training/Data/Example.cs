namespace AttentionGen.Models.Training;

/// <summary>One sequence to learn from. Derive from it where a task needs more than ids and whole numbers.</summary>
/// <param name="Ids">Token ids, at least one, special tokens included.</param>
public record Example(int[] Ids)
{
    /// <summary>
    /// The label of each token (<see cref="Batch.NoLabel"/> where there is none), or of the example: a class, or a span's begin
    /// and end. Empty without labels.
    /// </summary>
    public int[] Labels { get; init; } = [];
}

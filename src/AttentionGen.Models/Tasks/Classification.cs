namespace AttentionGen.Models.Tasks;

/// <summary>What a classifier says of a text.</summary>
/// <param name="Label">The most probable label.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">
/// Probabilities of all labels, in the order of <see cref="TextClassifier.Labels"/>. Their sum is 1, unless a text may have several labels:
/// then each has its own, and they are independent.
/// </param>
/// <param name="Tokens">Tokens that were read, special ones included.</param>
public sealed record Classification(string Label, double Probability, IReadOnlyList<double> Probabilities, int Tokens)
{
    /// <summary>The labels that the text has: those at or over the threshold where it may have several (perhaps none), else the most probable one.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [Label];
}

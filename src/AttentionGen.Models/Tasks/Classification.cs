namespace AttentionGen.Models.Tasks;

/// <summary>What a classifier says of a text.</summary>
/// <param name="Label">The most probable label.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">Probabilities of all labels, in the order of <see cref="TextClassifier.Labels"/>; their sum is 1.</param>
/// <param name="Tokens">Tokens that were read, special ones included.</param>
public sealed record Classification(string Label, double Probability, IReadOnlyList<double> Probabilities, int Tokens);

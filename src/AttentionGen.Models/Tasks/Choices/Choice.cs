namespace AttentionGen.Models.Tasks;

/// <summary>Which candidate answers a question.</summary>
/// <param name="Index">The most probable candidate's number, from 0; of like ones the first.</param>
/// <param name="Candidate">The candidate itself.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">Probabilities of all candidates, in their order; their sum is 1.</param>
/// <param name="Tokens">Tokens of the question and its documents that were read with each candidate.</param>
/// <param name="Unread">Tokens of the documents that were cut off.</param>
public sealed record Choice(int Index, string Candidate, double Probability, IReadOnlyList<double> Probabilities, int Tokens, int Unread);

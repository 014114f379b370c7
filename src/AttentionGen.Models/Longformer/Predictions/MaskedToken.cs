namespace AttentionGen.Models.Longformer;

/// <summary>What a masked language model says of a mask.</summary>
/// <param name="Sequence">The sequence's row in the batch.</param>
/// <param name="Position">Where the mask stands in it.</param>
/// <param name="Candidates">The most probable words, the best first.</param>
public sealed record MaskedToken(int Sequence, int Position, IReadOnlyList<TokenCandidate> Candidates);

/// <summary>A word that may stand behind a mask.</summary>
/// <param name="TokenId">Its token id.</param>
/// <param name="Probability">Its probability, from 0 to 1.</param>
public readonly record struct TokenCandidate(int TokenId, double Probability);

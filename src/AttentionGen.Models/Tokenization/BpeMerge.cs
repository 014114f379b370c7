namespace AttentionGen.Models.Tokenization;

/// <summary>What a pair of tokens becomes.</summary>
/// <param name="Rank">Its place among the merges; lower goes first.</param>
/// <param name="Id">The token of both together.</param>
internal readonly record struct BpeMerge(int Rank, int Id);

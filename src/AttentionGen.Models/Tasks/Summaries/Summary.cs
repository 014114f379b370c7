namespace AttentionGen.Models.Tasks;

/// <summary>What a text says in short.</summary>
/// <param name="Text">The summary, without special tokens; the best where there are several.</param>
/// <param name="All">All that were asked for, the best first (samples in the order they were drawn): at least one.</param>
/// <param name="Tokens">Tokens of the text that were read, special ones included.</param>
/// <param name="Unread">Tokens that were cut off.</param>
public sealed record Summary(string Text, IReadOnlyList<WrittenSummary> All, int Tokens, int Unread);

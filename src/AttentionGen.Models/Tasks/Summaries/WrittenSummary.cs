using AttentionGen.Models.TextGeneration;

namespace AttentionGen.Models.Tasks;

/// <summary>One way to say it in short.</summary>
/// <param name="Text">The summary, without special tokens and up to a stop string.</param>
/// <param name="Tokens">Tokens that were written, special ones at the end included.</param>
/// <param name="Score">See <see cref="GeneratedSequence.Score"/>: of a beam search, else null.</param>
/// <param name="Reason">Why it ends there: at <see cref="FinishReason.Length"/> the model had more to say.</param>
public sealed record WrittenSummary(string Text, int Tokens, float? Score, FinishReason Reason);

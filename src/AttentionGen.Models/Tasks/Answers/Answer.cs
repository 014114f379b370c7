namespace AttentionGen.Models.Tasks;

/// <summary>What a text says to a question.</summary>
/// <param name="Spans">The best spans, the best first; no two have the same place. Empty for a context without any text.</param>
/// <param name="NoAnswerScore">The score of "no answer": both logits of the first token, the least over all windows; null for a context without any text.</param>
/// <param name="Found">Whether the best span stands as the answer: there is one, and <see cref="AnswerOptions.NullThreshold"/> does not forbid it.</param>
/// <param name="Windows">Windows that the context was read in: 1 where it fits, 0 where it holds no text.</param>
/// <param name="Tokens">Tokens of the context.</param>
public sealed record Answer(IReadOnlyList<AnswerSpan> Spans, double? NoAnswerScore, bool Found, int Windows, int Tokens)
{
    /// <summary>The answer; null for none.</summary>
    public AnswerSpan? Best => Found ? Spans[0] : null;
}

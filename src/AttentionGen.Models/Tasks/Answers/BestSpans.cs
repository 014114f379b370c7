using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// Searches all possible spans of a context for the best: exactly, in a time that grows with tokens x longest answer x windows per token.
/// </summary>
internal static class BestSpans
{
    /// <summary>The best spans, the best first, of like ones the earlier.</summary>
    /// <param name="context">The context.</param>
    /// <param name="offsets">Where its tokens stand.</param>
    /// <param name="windows">What the model says, by place; each token is in at least one.</param>
    /// <param name="longest">Most tokens of a span.</param>
    /// <param name="top">Most spans.</param>
    public static AnswerSpan[] Of(string context, IReadOnlyList<TokenOffset> offsets, IReadOnlyList<WindowLogits> windows, int longest, int top)
    {
        var (best, sum) = (new TopSpans(top), new LogSum());
        var (first, behind) = (0, 0); // the windows that hold the span's first token
        for (var from = 0; from < offsets.Count; from++)
        {
            while (windows[first].Behind <= from)
                first++;
            while (behind < windows.Count && windows[behind].First <= from)
                behind++;
            var text = false;
            for (var (to, holder) = (from, first); to < offsets.Count && to - from < longest; to++)
            {
                while (holder < behind && windows[holder].Behind <= to)
                    holder++;
                if (holder == behind)
                    break;
                text = text || !context.AsSpan(offsets[to].Start, offsets[to].End - offsets[to].Start).IsWhiteSpace();
                if (!text)
                    continue;
                var score = windows[holder].Score(from, to);
                for (var window = holder + 1; window < behind; window++)
                    score = Math.Max(score, windows[window].Score(from, to));
                sum.Add(score);
                var (start, end) = Trimmed(context, offsets[from].Start, offsets[to].End);
                best.Offer(new(start, end, score));
            }
        }
        return [.. best.Spans.Select(s => new AnswerSpan(context[s.Start..s.End], s.Start, s.End, s.Score, Math.Exp(s.Score - sum.Value)))];
    }

    /// <summary>Without the white space around a text that is not white space alone: tokens can hold it.</summary>
    private static (int Start, int End) Trimmed(string context, int start, int end)
    {
        while (char.IsWhiteSpace(context[start]))
            start++;
        while (char.IsWhiteSpace(context[end - 1]))
            end--;
        return (start, end);
    }
}

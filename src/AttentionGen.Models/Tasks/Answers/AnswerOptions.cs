namespace AttentionGen.Models.Tasks;

/// <summary>How answers are searched.</summary>
public sealed record AnswerOptions
{
    /// <summary>Most answers to a question, at least 1.</summary>
    public int Top { get; init; } = 1;

    /// <summary>Most tokens of an answer, at least 1.</summary>
    public int MaxAnswerTokens { get; init; } = 30;

    /// <summary>
    /// Least tokens that neighbouring windows of a long context share. By default 128, or <see cref="MaxAnswerTokens"/> where that is more, but
    /// at most half of what a window holds of the context. An answer that is longer than this may be cut at a window's edge.
    /// </summary>
    public int? Stride { get; init; }

    /// <summary>Most tokens of a window, question and special tokens included; what the model reads at most when null.</summary>
    public int? WindowTokens { get; init; }

    /// <summary>
    /// When given, a question whose best answer's score is more than this below the score of "no answer" (both logits of the first token; the
    /// least over all windows) has none. For models that were trained on questions without answers; 0 is the usual value.
    /// </summary>
    public double? NullThreshold { get; init; }

    /// <summary>Most tokens to read at once, padding included; a longer window is read alone.</summary>
    public int TokenBudget { get; init; } = LengthBatches.TokenBudget;

    /// <exception cref="ArgumentOutOfRangeException">A value cannot be used.</exception>
    internal AnswerOptions Checked(int maxLength)
    {
        Positive(Top, nameof(Top));
        Positive(MaxAnswerTokens, nameof(MaxAnswerTokens));
        Positive(TokenBudget, nameof(TokenBudget));
        if (Stride < 0)
            throw new ArgumentOutOfRangeException(nameof(Stride), Stride, "Windows share 0 tokens or more.");
        if (WindowTokens is < 1 || WindowTokens > maxLength)
            throw new ArgumentOutOfRangeException(nameof(WindowTokens), WindowTokens, $"The model reads windows of 1 to {maxLength} tokens.");
        return double.IsNaN(NullThreshold ?? 0) ? throw new ArgumentOutOfRangeException(nameof(NullThreshold), NullThreshold, "A threshold is a number.") : this;
    }

    private static void Positive(int value, string name)
    {
        if (value < 1)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
    }
}

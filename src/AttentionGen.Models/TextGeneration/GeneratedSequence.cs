namespace AttentionGen.Models.TextGeneration;

/// <summary>One generated sequence.</summary>
public sealed record GeneratedSequence
{
    /// <summary>The row of the start tokens that it continues.</summary>
    public required int Input { get; init; }

    /// <summary>Its tokens: the start tokens, then those generated, with the end token where one was chosen; no padding.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>How many of <see cref="Ids"/> are start tokens.</summary>
    public required int StartLength { get; init; }

    /// <summary>Why it ended.</summary>
    public required FinishReason Reason { get; init; }

    /// <summary>Beam search: the sum of the tokens' log-probabilities over the length to the power of the length penalty. Otherwise null.</summary>
    public float? Score { get; init; }

    /// <summary>The text of the generated tokens, up to the stop string and without it; null without <see cref="GenerationOptions.Decode"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The stop string that ended it.</summary>
    public string? StopString { get; init; }

    /// <summary>The sequences' ids as Hugging Face's <c>sequences</c>: (sequences, longest), short rows padded on the right.</summary>
    /// <param name="sequences">At least one.</param>
    /// <param name="padding">The padding id.</param>
    public static int[,] Padded(IReadOnlyList<GeneratedSequence> sequences, int padding)
    {
        var ids = new int[sequences.Count, sequences.Max(s => s.Ids.Count)];
        for (var row = 0; row < ids.GetLength(0); row++)
            for (var i = 0; i < ids.GetLength(1); i++)
                ids[row, i] = i < sequences[row].Ids.Count ? sequences[row].Ids[i] : padding;
        return ids;
    }
}

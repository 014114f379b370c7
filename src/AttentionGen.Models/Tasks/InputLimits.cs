namespace AttentionGen.Models.Tasks;

/// <summary>What a text may have to be read by a model.</summary>
internal static class InputLimits
{
    /// <summary>Least tokens that are worth a cut: the first, one of the text, the last.</summary>
    private const int LeastCut = 3;

    /// <summary>The ids of a text, or of its beginning and the last, special token.</summary>
    /// <param name="ids">Special tokens included. An empty text has those alone, and is a text like others.</param>
    /// <param name="maxLength">Most tokens that the model reads.</param>
    /// <param name="cutAt">Most tokens to read; null refuses what is longer than the model reads.</param>
    /// <exception cref="ArgumentOutOfRangeException">No text can be cut there.</exception>
    /// <exception cref="ArgumentException">The text is too long.</exception>
    public static int[] Cut(int[] ids, int maxLength, int? cutAt)
    {
        if (cutAt < LeastCut || cutAt > maxLength)
            throw new ArgumentOutOfRangeException(nameof(cutAt), cutAt, $"Texts can be cut at {LeastCut} to {maxLength} tokens.");
        if (ids.Length <= (cutAt ?? maxLength))
            return ids;
        return cutAt is { } most
            ? [.. ids[..(most - 1)], ids[^1]]
            : throw new ArgumentException($"A text has {ids.Length:N0} tokens, but the model reads at most {maxLength:N0}. Shorten it, or say where to cut it.");
    }
}

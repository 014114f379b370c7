namespace AttentionGen.Models.TextGeneration;

/// <summary>What the caller brings to a generation, beside the settings that a model's folder may hold.</summary>
public sealed record GenerationOptions
{
    /// <summary>
    /// The text of generated tokens, such as <c>ids => tokenizer.Decode(ids, skipSpecialTokens: true)</c>. It is called with pieces of a
    /// sequence, never with the start or end tokens; bytes that are no whole character must become U+FFFD. Needed for stop strings and texts.
    /// </summary>
    public Func<IReadOnlyList<int>, string>? Decode { get; init; }

    /// <summary>Called for each token of each sequence as soon as it is decided, on the calling thread. Not with beams: they decide at the end.</summary>
    public Action<StreamedToken>? OnToken { get; init; }
}

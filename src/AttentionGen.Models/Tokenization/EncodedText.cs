namespace AttentionGen.Models.Tokenization;

/// <summary>The tokens of a text, or of two.</summary>
public sealed class EncodedText
{
    internal EncodedText(int[] ids, TokenOffset[] offsets, int[] texts) => (Ids, Offsets, Texts) = (ids, offsets, texts);

    /// <summary>The ids.</summary>
    public IReadOnlyList<int> Ids { get; }

    /// <summary>Where each token stands in its text.</summary>
    public IReadOnlyList<TokenOffset> Offsets { get; }

    /// <summary>Which text each token is from: 0, 1 (the second of a pair), or -1 for the special tokens around them.</summary>
    public IReadOnlyList<int> Texts { get; }
}

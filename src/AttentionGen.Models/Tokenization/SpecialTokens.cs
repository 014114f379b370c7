namespace AttentionGen.Models.Tokenization;

/// <summary>A token and its number.</summary>
/// <param name="Text">As the vocabulary spells it.</param>
/// <param name="Id">Its number.</param>
public sealed record SpecialToken(string Text, int Id);

/// <summary>The special tokens of a RoBERTa vocabulary.</summary>
/// <param name="Bos">Begins a sequence; also the classification token (usually &lt;s>, 0).</param>
/// <param name="Pad">Fills a batch (&lt;pad>, 1).</param>
/// <param name="Eos">Ends a sequence; also the separator (&lt;/s>, 2).</param>
/// <param name="Unk">Stands for what has no token, which nothing in a text is (&lt;unk>, 3).</param>
/// <param name="Mask">Stands for a token to be guessed (&lt;mask>, 50264).</param>
public sealed record SpecialTokens(SpecialToken Bos, SpecialToken Pad, SpecialToken Eos, SpecialToken Unk, SpecialToken Mask)
{
    /// <summary>All five.</summary>
    public IEnumerable<SpecialToken> All => [Bos, Pad, Eos, Unk, Mask];
}

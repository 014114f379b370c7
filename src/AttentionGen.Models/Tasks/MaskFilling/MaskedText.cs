using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>A text with masks, written by name. The tokenizer knows no names in texts, so that what is between them is encoded piece by piece.</summary>
/// <param name="Text">The text.</param>
/// <param name="Ids">Its token ids, special ones included.</param>
/// <param name="Masks">Where the masks' names stand in it.</param>
internal sealed record MaskedText(string Text, int[] Ids, IReadOnlyList<Range> Masks)
{
    /// <summary>Reads a text.</summary>
    /// <exception cref="ArgumentException">It has no mask, or half of a surrogate pair.</exception>
    public static MaskedText Read(string text, RobertaTokenizer tokenizer)
    {
        var mask = tokenizer.Special.Mask;
        List<int> ids = [tokenizer.Special.Bos.Id];
        var masks = new List<Range>();
        var done = 0;
        for (int found; (found = text.IndexOf(mask.Text, done, StringComparison.Ordinal)) >= 0; done = masks[^1].End.Value)
        {
            // RoBERTa's mask takes the white space before it: a word's token begins with its space.
            ids.AddRange(tokenizer.EncodeToIds(text[done..found].TrimEnd(), addSpecialTokens: false));
            ids.Add(mask.Id);
            masks.Add(found..(found + mask.Text.Length));
        }
        if (masks.Count == 0)
            throw new ArgumentException($"The text has no {mask.Text}. Write {mask.Text} where a word shall be guessed.");
        ids.AddRange(tokenizer.EncodeToIds(text[done..], addSpecialTokens: false));
        ids.Add(tokenizer.Special.Eos.Id);
        return new MaskedText(text, [.. ids], [.. masks]);
    }

    /// <summary>Where the sentence around a mask stands.</summary>
    public Range SentenceOf(int mask)
    {
        var (start, end) = (Masks[mask].Start.Value, Masks[mask].End.Value);
        return Sentences.Of(Text).FirstOrDefault(sentence => sentence.Start.Value <= start && sentence.End.Value >= end, ..Text.Length);
    }

    /// <summary>A text with a token in place of a mask. White space before the mask stays if the token begins a word.</summary>
    public static string Fill(string text, Range mask, string token)
    {
        var (before, behind) = (text[..mask.Start], text[mask.End..]);
        if (!token.StartsWith(' '))
            return before.TrimEnd() + token + behind;
        return before + (before.Length == 0 || char.IsWhiteSpace(before[^1]) ? token[1..] : token) + behind;
    }
}

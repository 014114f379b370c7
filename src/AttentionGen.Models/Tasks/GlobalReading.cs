using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>What a global token reads of a text, by token and by sentence.</summary>
/// <param name="Tokens">The text's tokens; the sum of their shares is 1, or 0 where nothing of the text is read.</param>
/// <param name="Sentences">The sentences that have tokens, in the text's order.</param>
/// <param name="SpecialShare">What is read of the special tokens, of all that is read.</param>
internal sealed record GlobalReading(TokenReading[] Tokens, SentenceReading[] Sentences, double SpecialShare)
{
    /// <summary>The reading of one text between two special tokens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offsets">Where its tokens stand, special ones included.</param>
    /// <param name="read">What is read of each token; shorter than <paramref name="offsets"/> where the text was cut.</param>
    public static GlobalReading Of(string text, IReadOnlyList<TokenOffset> offsets, float[] read)
    {
        double special = (double)read[0] + read[^1], ofText = read[1..^1].Sum(r => (double)r);
        var tokens = Enumerable.Range(1, read.Length - 2)
            .Select(i => new TokenReading(offsets[i].Start..offsets[i].End, ofText > 0 ? read[i] / ofText : 0)).ToArray();
        return new GlobalReading(tokens, BySentence([.. Tasks.Sentences.Of(text)], tokens), special / (special + ofText));
    }

    private static SentenceReading[] BySentence(Range[] sentences, TokenReading[] tokens)
    {
        if (sentences.Length == 0)
            return [];
        var (shares, counts) = (new double[sentences.Length], new int[sentences.Length]);
        var sentence = 0;
        foreach (var (range, share) in tokens)
        {
            while (sentence + 1 < sentences.Length && sentences[sentence + 1].Start.Value <= range.Start.Value)
                sentence++;
            shares[sentence] += share;
            counts[sentence]++;
        }
        return [.. Enumerable.Range(0, sentences.Length).Where(i => counts[i] > 0).Select(i => new SentenceReading(sentences[i], counts[i], shares[i]))];
    }
}

using AttentionGen.Models.Tokenization;

namespace AttentionGen.Models.Tasks;

/// <summary>Sums by sentence what a global token reads.</summary>
internal static class GlobalReading
{
    /// <summary>The sentences that have tokens among those read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offsets">Where its tokens stand, special ones included.</param>
    /// <param name="read">What is read of each token; shorter than <paramref name="offsets"/> where the text was cut.</param>
    public static SentenceReading[] Of(string text, IReadOnlyList<TokenOffset> offsets, float[] read)
    {
        var sentences = Sentences.Of(text).ToArray();
        var (sums, tokens) = (new double[sentences.Length], new int[sentences.Length]);
        var sentence = 0;
        // The first and the last stand for the special tokens.
        for (var i = 1; i < read.Length - 1; i++)
        {
            while (sentence + 1 < sentences.Length && sentences[sentence + 1].Start.Value <= offsets[i].Start)
                sentence++;
            if (sentences.Length == 0)
                break;
            sums[sentence] += read[i];
            tokens[sentence]++;
        }
        var all = sums.Sum();
        return [.. Enumerable.Range(0, sentences.Length).Where(i => tokens[i] > 0).Select(i => new SentenceReading(sentences[i], tokens[i], sums[i] / all))];
    }
}

using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;

namespace TrainSummarizer;

/// <summary>Texts cut into pieces to learn to write from.</summary>
internal static class TextPieces
{
    /// <summary>Whole pieces of each text, of changing lengths, between begin and end; what remains behind the last one is left out.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="lengths">Tokens of the first piece, of the second and so on, again and again: begin and end included.</param>
    public static ExampleList Of(IEnumerable<string> texts, RobertaTokenizer tokenizer, IReadOnlyList<int> lengths) => new(
        texts.AsParallel().AsOrdered().Select(text => tokenizer.EncodeToIds(text, addSpecialTokens: false)).AsSequential().SelectMany((ids, text) => Cut(ids, text, tokenizer, lengths)));

    private static IEnumerable<Example> Cut(int[] ids, int text, RobertaTokenizer tokenizer, IReadOnlyList<int> lengths)
    {
        // Texts begin with different lengths: short ones would have only the first otherwise.
        for (int start = 0, piece = text; ; piece++)
        {
            var inner = lengths[piece % lengths.Count] - 2;
            if (start + inner > ids.Length)
                yield break;
            yield return new Example([tokenizer.Special.Bos.Id, .. ids[start..(start + inner)], tokenizer.Special.Eos.Id]);
            start += inner;
        }
    }
}

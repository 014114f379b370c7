using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;

namespace ConvertRoberta;

/// <summary>Documents cut into pieces of one length, each between begin and end: nothing is padded.</summary>
internal static class Pieces
{
    /// <summary>All whole pieces of some texts; what remains behind a text's last one is left out.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="length">Tokens of a piece, begin and end included.</param>
    public static ExampleList Of(IEnumerable<string> texts, RobertaTokenizer tokenizer, int length) => new(
        texts.AsParallel().AsOrdered().SelectMany(text => Cut(new Example(tokenizer.EncodeToIds(text, addSpecialTokens: false)), tokenizer, length)));

    /// <summary>The pieces of one example, with its labels.</summary>
    /// <param name="example">Tokens without begin and end, and their labels or none.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="length">Tokens of a piece, begin and end included.</param>
    public static IEnumerable<Example> Cut(Example example, RobertaTokenizer tokenizer, int length)
    {
        var inner = length - 2;
        for (var start = 0; start + inner <= example.Ids.Length; start += inner)
        {
            yield return new Example([tokenizer.Special.Bos.Id, .. example.Ids[start..(start + inner)], tokenizer.Special.Eos.Id])
            {
                Labels = example.Labels.Length == 0 ? [] : [Batch.NoLabel, .. example.Labels[start..(start + inner)], Batch.NoLabel],
            };
        }
    }
}

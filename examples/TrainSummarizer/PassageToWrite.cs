using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;

namespace TrainSummarizer;

/// <summary>
/// Some neighbouring sentences out of a text are what is to be written, and the text is read with spans of it hidden (text infilling). Which
/// sentences, nothing says but what was written of them so far: this teaches to find a place in a text and to go on from there.
/// </summary>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="tokens">Most tokens to write, begin and end included.</param>
internal sealed class PassageToWrite(RobertaTokenizer tokenizer, int tokens) : IExampleTransform
{
    private readonly TextInfilling _infilling = new(tokenizer.Special.Mask.Id, [tokenizer.Special.Bos.Id, tokenizer.Special.Eos.Id], Recipe.HiddenShare);
    private readonly HashSet<int> _ends = [.. Enumerable.Range(0, tokenizer.VocabularySize).Where(id => tokenizer.TokenOf(id) is [.., '.' or '?' or '!' or 'Ċ'])];

    /// <inheritdoc/>
    public Example Apply(Example example, SeededRandom random)
    {
        var text = example.Ids[1..^1];
        var room = Math.Min(tokens - 2, text.Length);
        var begin = random.Below(text.Length - room + 1);
        // From the next begin of a sentence to the last end of one, where there are any.
        var first = Enumerable.Range(begin, room / 2).FirstOrDefault(i => i == 0 || _ends.Contains(text[i - 1]), begin);
        var limit = Math.Min(first + room, text.Length);
        var last = Enumerable.Range(1, room / 2).Select(back => limit - back).FirstOrDefault(i => _ends.Contains(text[i]), limit - 1);
        return _infilling.Apply(example with { Labels = [example.Ids[0], .. text[first..(last + 1)], example.Ids[^1]] }, random);
    }
}

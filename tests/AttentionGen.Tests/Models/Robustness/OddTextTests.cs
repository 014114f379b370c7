using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Robustness;

/// <summary>Texts at the limits of what a text is: each has a defined answer, or a message that says what to do.</summary>
public sealed class OddTextTests : TinyTokenizer, IDisposable
{
    private const int Begin = 0, Padding = 1, End = 2;

    private readonly TextClassifier _classifier;

    public OddTextTests() => _classifier = RobustClassifier.In(Folder);

    [Fact]
    public void Over_the_limit()
    {
        var text = string.Concat(Enumerable.Repeat(" low", 13)); // 15 tokens
        Refused(() => _classifier.Classify(text));
        Refused(() => _classifier.Explain(text));
        Refused(() => _classifier.Classify(["low", text, "low"], cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(14, _classifier.Classify(text, cutAt: 14).Tokens);

        static void Refused(Action read) =>
            Assert.Contains("A text has 15 tokens, but the model reads at most 14. Shorten it, or say where to cut it.", Assert.Throws<ArgumentException>(read).Message);
    }

    [Fact]
    public void Ids_over_the_limit()
    {
        using var model = TinyHeads.Classifier(RobustClassifier.Config);
        var error = Assert.Throws<ArgumentException>(() => model.Predict([[Begin, .. Enumerable.Repeat(Low, 13), End]]));
        Assert.Contains("At most 14 real tokens fit in a sequence: shorten the texts.", error.Message);
    }

    /// <summary>An empty text is what the tokenizer makes of it: begin and end. So is a text that nothing is left of.</summary>
    [Fact]
    public void Empty()
    {
        var result = _classifier.Classify("");
        Assert.Equal(2, result.Tokens);
        Assert.Equal(1, result.Probabilities.Sum(), 1e-12);
        var explanation = _classifier.Explain("");
        Assert.Equal(result.Probabilities, explanation.Classification.Probabilities);
        Assert.Empty(explanation.Tokens);
        Assert.Empty(explanation.Sentences);
        Assert.Equal((1, 0), (explanation.SpecialShare, explanation.Unread));
        Assert.Empty(_classifier.Classify([], cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Only_white_space()
    {
        var explanation = _classifier.Explain(" \n ");
        Assert.Equal(explanation.Classification.Tokens - 2, explanation.Tokens.Count);
        Assert.Empty(explanation.Sentences);
        Assert.Equal(1, explanation.Tokens.Sum(t => t.Share), 1e-9);
    }

    [Fact]
    public void Sequences_without_a_token()
    {
        using var model = TinyHeads.Classifier(RobustClassifier.Config);
        Assert.Contains("Sequence 1 has no token", Assert.Throws<ArgumentException>(() => model.Predict([[Begin, End], []])).Message);
        Assert.Contains("There is no sequence", Assert.Throws<ArgumentException>(() => model.Predict([])).Message);
    }

    /// <summary>Special tokens are tokens: what they say alone is defined, and is the same whatever stands beside them in the batch.</summary>
    [Fact]
    public void Only_special_tokens()
    {
        using var model = TinyHeads.Classifier(RobustClassifier.Config);
        int[][] special = [[Begin, End], [Begin], [Mask], [Begin, Padding, Padding, End]];
        var alone = special.Select(ids => model.Predict([ids])[0]).ToArray();
        Assert.All(alone, p => Assert.Equal(1, p.Probabilities.Sum(), 1e-12));
        var together = model.Predict([.. special, [Begin, Low, Lo, Low, Lo, Low, End]]);
        foreach (var (one, other) in alone.Zip(together))
            Assert.All(one.Probabilities.Zip(other.Probabilities), p => Assert.Equal(p.First, p.Second, 1e-5));
    }

    /// <summary>By name they are text.</summary>
    [Fact]
    public void Names_of_special_tokens() => Assert.Equal(2 + "<s></s>".Length, _classifier.Classify("<s></s>").Tokens);

    /// <summary>A sequence of padding alone is nothing: its rows are 0, and no NaN reaches its neighbours.</summary>
    [Fact]
    public void Only_padding()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier(RobustClassifier.Config);
        var ids = tensor(new long[,] { { Begin, Low, End }, { Padding, Padding, Padding } });
        var logits = model.call(new LongformerInput { InputIds = ids, AttentionMask = ids.ne(Padding) }, null).Logits;
        Assert.True(logits.isfinite().all().item<bool>());
        var alone = model.call(new LongformerInput { InputIds = ids[..1] }, null).Logits;
        Assert.True(logits[..1].allclose(alone, 1e-4, 1e-5));
    }

    [Fact]
    public void Half_of_a_surrogate_pair()
    {
        // Not as data of a theory: attributes hold UTF-8.
        foreach (var (text, unit, position) in ((string, string, int)[])[("lo\ud83dw", "U+D83D", 2), ("\ude00", "U+DE00", 0), ("low \ud800\ud800", "U+D800", 4)])
        {
            foreach (var read in (Action[])[() => _classifier.Classify(text), () => _classifier.Explain(text)])
                Assert.Contains($"half of a surrogate pair ({unit}) at position {position}.", Assert.Throws<ArgumentException>(read).Message);
        }
    }

    void IDisposable.Dispose()
    {
        _classifier.Dispose();
        base.Dispose();
    }
}

using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Patterns;
using AttentionGen.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Robustness;

/// <summary>One loaded model answers on 8 threads at once as on one: not a bit is otherwise.</summary>
public class ThreadTests
{
    private const string Words = "the film was slow and the ending did not surprise me but its music stays with you ";

    /// <summary>Texts of 20 to 1,200 tokens, several of them in one batch.</summary>
    private static readonly string[] s_texts = [.. Enumerable.Range(1, 10).Select(i => $"No. {i}: " + string.Concat(Enumerable.Repeat(Words, i * i * 7 % 70 + 1)))];

    [Fact]
    public void A_classifier_of_texts()
    {
        using var classifier = TextClassifier.FromPretrained(Path.Combine(AppContext.BaseDirectory, "model"), new Quickstart.LongDocumentPattern());
        var expected = Bits(classifier);
        var answers = SideBySide.Run(_ => (Bits: Bits(classifier), Left: DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        Assert.All(answers, answer => Assert.Equal(expected, answer.Bits));
        Assert.All(answers, answer => Assert.Equal(0, answer.Left));

        static long[] Bits(TextClassifier classifier) => [
            .. classifier.Classify(s_texts, tokenBudget: 2000).SelectMany(r => r.Probabilities).Select(BitConverter.DoubleToInt64Bits),
            .. classifier.Explain(s_texts[3]).Tokens.Select(t => BitConverter.DoubleToInt64Bits(t.Share))];
    }

    /// <summary>Each thread asks for one thing; masks are filled at the masks only, beside logits of all tokens.</summary>
    [Fact]
    public void A_masked_language_model_that_is_asked_for_different_things()
    {
        using var model = TinyHeads.MaskedLM();
        Func<long[]>[] questions = [Logits, Loss, Fill, Train];
        var expected = questions.Select(question => question()).ToArray();
        var answers = SideBySide.Run(thread => Enumerable.Range(0, 50).Select(_ => questions[thread % 3]()).ToArray());
        for (var thread = 0; thread < SideBySide.Threads; thread++)
            Assert.All(answers[thread], answer => Assert.Equal(expected[thread % 3], answer));

        long[] Logits() => Call(input => model.call(input, null).Logits);

        long[] Loss() => Call(input => model.call(input, TinyHeads.Words()).Loss!.unsqueeze(0));

        long[] Train() => Call(input => model.call(input with { LogitsAtLabelsOnly = true }, TinyHeads.Words()).Logits);

        long[] Fill()
        {
            using var scope = NewDisposeScope();
            return [.. model.Predict(TinyLongformer.Input(), maskId: 5).SelectMany(m => m.Candidates).Select(c => BitConverter.DoubleToInt64Bits(c.Probability))];
        }

        static long[] Call(Func<LongformerInput, Tensor> call)
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            return [.. call(TinyLongformer.Input()).flatten().data<float>().Select(v => (long)BitConverter.SingleToInt32Bits(v))];
        }
    }

    /// <summary>Kernels over blocks keep tables between calls, which all threads share: here each thread begins with another length.</summary>
    [Fact]
    public void A_pattern_whose_tables_are_kept()
    {
        var fresh = new SmallBigBird();
        var pattern = new SmallBigBird();
        int[] lengths = [.. Enumerable.Range(0, 12).Select(i => 30 + (17 * i))];
        var expected = lengths.ToDictionary(length => length, length => Bits(fresh, length));
        foreach (var answers in SideBySide.Run(thread => lengths.Select((_, i) => lengths[(i + thread) % lengths.Length]).Select(length => (length, Bits(pattern, length))).ToArray()))
            Assert.All(answers, answer => Assert.Equal(expected[answer.length], answer.Item2));

        static int[] Bits(AttentionPattern pattern, int length)
        {
            using var scope = NewDisposeScope();
            var card = pattern.Card;
            var values = arange(length * card.Heads * card.HeadSize).sin().view(1, length, card.Heads, card.HeadSize);
            using var masks = AttentionMasks.Create(1, length);
            return [.. pattern.Forward(0, values, values * 0.5f, values + 1, globals: null, masks).flatten().data<float>().Select(BitConverter.SingleToInt32Bits)];
        }
    }
}

using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Tasks;

public class TextClassifierTests : TinyTokenizer
{
    private const int MaxLength = 14; // of the tiny model: 16 positions, of which padding reserves 2

    private static readonly LongformerConfig s_config = TinyLongformer.Config with
    {
        VocabSize = Mask + 1, Labels = ["bad", "good", "both"], InitializerRange = 0.5,
    };

    /// <summary>"low" is one token each.</summary>
    private static string Lows(int tokens) => string.Concat(Enumerable.Repeat(" low", tokens));

    private TextClassifier Classifier(LongformerConfig? config = null)
    {
        using var model = TinyHeads.Classifier(config ?? s_config);
        model.Save(Folder);
        return TextClassifier.FromPretrained(Folder, TinyHeads.Pattern(config ?? s_config));
    }

    [Fact]
    public void Texts_get_the_models_probabilities_in_their_order()
    {
        using var classifier = Classifier();
        string[] texts = [Lows(1), "lower", Lows(9), "", Lows(12), "ab"];
        var progress = new List<int>();
        var results = classifier.Classify(texts, tokenBudget: 20, progress: progress.Add, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(texts.Length, progress.Sum());
        Assert.True(progress.Count > 2, "A budget of 20 tokens takes several batches.");
        using var model = LongformerForSequenceClassification.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        foreach (var (text, result) in texts.Zip(results))
        {
            using var scope = NewDisposeScope();
            var ids = classifier.Tokenizer.EncodeToIds(text);
            var expected = model.call(new LongformerInput { InputIds = tensor(ids).to(ScalarType.Int64).unsqueeze(0) }, null).Logits.softmax(-1).data<float>().ToArray();
            Assert.Equal(ids.Length, result.Tokens);
            Assert.All(expected.Zip(result.Probabilities), p => Assert.Equal(p.First, p.Second, 1e-5));
            Assert.Equal(result.Probabilities.Max(), result.Probability);
            Assert.Equal(classifier.Labels[result.Probabilities.ToList().IndexOf(result.Probability)], result.Label);
        }
    }

    [Fact]
    public void A_text_may_fill_every_position_and_no_more()
    {
        using var classifier = Classifier();
        Assert.Equal(MaxLength, classifier.MaxLength);
        Assert.Equal(MaxLength, classifier.Classify(Lows(MaxLength - 2)).Tokens);
        var error = Assert.Throws<ArgumentException>(() => classifier.Classify(Lows(MaxLength - 1)));
        Assert.Contains($"{MaxLength + 1} tokens, but the model reads at most {MaxLength}", error.Message);
    }

    [Fact]
    public void A_cut_text_is_read_like_its_beginning()
    {
        using var classifier = Classifier();
        var cut = classifier.Classify(Lows(40), cutAt: 5);
        Assert.Equal(5, cut.Tokens);
        Assert.Equal(classifier.Classify(Lows(3)).Probabilities, cut.Probabilities);
    }

    [Theory]
    [InlineData(2), InlineData(MaxLength + 1)]
    public void A_cut_must_leave_something_that_fits(int cutAt)
    {
        using var classifier = Classifier();
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.Classify("low", cutAt));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(null)]
    public void What_the_first_token_reads_is_summed_by_sentence(int? layer)
    {
        using var classifier = Classifier();
        const string Text = "low. Lo low!";
        var explanation = classifier.Explain(Text, layer);
        var sentences = explanation.Sentences;
        Assert.Equal(classifier.Classify(Text).Probabilities, explanation.Classification.Probabilities);
        Assert.Equal((layer ?? 1, 2, 0), (explanation.Layer, explanation.Layers, explanation.Unread));
        Assert.Equal(["low.", "Lo low!"], sentences.Select(s => Text[s.Range]));
        Assert.Equal(explanation.Classification.Tokens - 2, explanation.Tokens.Count);
        Assert.Equal(explanation.Tokens.Count, sentences.Sum(s => s.Tokens));
        Assert.Equal(1, sentences.Sum(s => s.Share), 1e-9);

        // By hand: the layer's probabilities of the global token, as the model returns them on request.
        using var scope = NewDisposeScope();
        using var model = LongformerForSequenceClassification.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        var ids = tensor(classifier.Tokenizer.EncodeToIds(Text)).to(ScalarType.Int64).unsqueeze(0);
        var attentions = model.call(new LongformerInput { InputIds = ids, Extras = LongformerExtras.Attentions }, null).Encoder.GlobalAttentions!;
        var read = attentions[layer ?? 1].mean([1]).flatten().to(ScalarType.Float64).data<double>().ToArray();
        Assert.Equal(read[0] + read[^1], explanation.SpecialShare, 1e-6);
        var ofText = read[1..^1].Sum();
        Assert.All(explanation.Tokens.Zip(read[1..^1]), pair => Assert.Equal(pair.Second / ofText, pair.First.Share, 1e-6));
        Assert.Equal(read[1..(1 + sentences[0].Tokens)].Sum() / ofText, sentences[0].Share, 1e-6);
    }

    [Fact]
    public void A_reading_of_a_cut_text_ends_at_the_cut()
    {
        using var classifier = Classifier();
        const string Text = "low. Up and lower still!";
        var explanation = classifier.Explain(Text, cutAt: 4);
        Assert.Equal(["low."], explanation.Sentences.Select(s => Text[s.Range]));
        Assert.Equal(["low", "."], explanation.Tokens.Select(t => Text[t.Range]));
        Assert.Equal(Text.Length - "low.".Length, explanation.Unread);
    }

    [Theory]
    [InlineData(-1), InlineData(2)]
    public void A_layer_that_is_not_there_is_refused(int layer)
    {
        using var classifier = Classifier();
        Assert.Contains("The layer must be 0 to 1.", Assert.Throws<ArgumentOutOfRangeException>(() => classifier.Explain("low", layer)).Message);
    }

    [Fact]
    public void Labels_that_do_not_exclude_each_other_have_a_probability_each()
    {
        using var classifier = Classifier(s_config with { ProblemType = ProblemType.MultiLabelClassification });
        string[] texts = ["low lower", "ab", Lows(7)];
        var logits = Logits(classifier, texts);
        var results = classifier.Classify(texts, tokenBudget: 20, threshold: 0.4, cancellation: TestContext.Current.CancellationToken);
        Assert.Contains(results, r => Math.Abs(r.Probabilities.Sum() - 1) > 0.1);
        foreach (var (row, result) in logits.Zip(results))
        {
            Assert.All(row.Zip(result.Probabilities), p => Assert.Equal(1 / (1 + Math.Exp(-p.First)), p.Second, 1e-5));
            Assert.Equal(result.Probabilities.Max(), result.Probability);
            Assert.Equal(classifier.Labels.Where((_, i) => result.Probabilities[i] >= 0.4), result.Labels);
        }
        Assert.Empty(classifier.Classify(texts, threshold: 1.1, cancellation: TestContext.Current.CancellationToken)[0].Labels);
    }

    [Theory]
    [InlineData(1, null), InlineData(2, ProblemType.Regression)]
    public void A_regression_gives_numbers(int numbers, ProblemType? type)
    {
        using var classifier = Classifier(s_config with { Labels = [.. s_config.Labels.Take(numbers)], ProblemType = type });
        Assert.Equal(ProblemType.Regression, classifier.Problem);
        string[] texts = ["low lower", "", Lows(9)];
        var scores = classifier.Score(texts, tokenBudget: 12, cancellation: TestContext.Current.CancellationToken);
        Assert.All(Logits(classifier, texts).Zip(scores), row => Assert.All(row.First.Zip(row.Second), n => Assert.Equal(n.First, n.Second, 1e-5)));
        Assert.All(scores, row => Assert.Equal(numbers, row.Length));
        Assert.Equal(scores[0][0], classifier.Score("low lower")[0], 1e-5);
        Assert.Contains(nameof(TextClassifier.Score), Assert.Throws<InvalidOperationException>(() => classifier.Classify("low")).Message);
        Assert.Throws<InvalidOperationException>(() => classifier.Explain("low"));
    }

    [Fact]
    public void Labels_are_no_numbers()
    {
        using var classifier = Classifier();
        Assert.Contains("bad, good, both", Assert.Throws<InvalidOperationException>(() => classifier.Score("low")).Message);
        var result = classifier.Classify("low");
        Assert.Equal([result.Label], result.Labels);
    }

    [Fact]
    public void A_single_label_that_excludes_others_is_refused() =>
        Assert.Contains("one label, \"bad\"", Assert.Throws<CheckpointException>(() => Classifier(s_config with { Labels = ["bad"], ProblemType = ProblemType.SingleLabelClassification })).Message);

    [Fact]
    public void Work_can_be_stopped_between_batches()
    {
        using var classifier = Classifier();
        using var stop = new CancellationTokenSource();
        var done = 0;
        Assert.Throws<OperationCanceledException>(() => classifier.Classify(["low", "low low", "lower"], tokenBudget: 1, cancellation: stop.Token, progress: count =>
        {
            done += count;
            stop.Cancel();
        }));
        Assert.Equal(1, done);
        Assert.Throws<OperationCanceledException>(() => classifier.Classify(["low"], cancellation: stop.Token));
    }

    [Fact]
    public void A_tokenizer_of_more_tokens_than_the_model_has_is_refused() =>
        Assert.Contains("word embeddings", Assert.Throws<CheckpointException>(() => Classifier(s_config with { VocabSize = Mask })).Message);

    /// <summary>What the folder's model says of each text alone.</summary>
    private double[][] Logits(TextClassifier classifier, string[] texts)
    {
        using var model = LongformerForSequenceClassification.FromPretrained(Folder, TinyHeads.Pattern(classifier.Config));
        return [.. texts.Select(text =>
        {
            using var scope = NewDisposeScope();
            var ids = tensor(classifier.Tokenizer.EncodeToIds(text)).to(ScalarType.Int64).unsqueeze(0);
            return model.call(new LongformerInput { InputIds = ids }, null).Logits.to(ScalarType.Float64).data<double>().ToArray();
        })];
    }
}

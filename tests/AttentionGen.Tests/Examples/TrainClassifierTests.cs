using System.IO.Compression;
using System.Text.Json;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;
using AttentionGen.Tests.Support;
using Quickstart;
using TrainClassifier;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Examples;

/// <summary>The parts of examples/TrainClassifier.</summary>
public sealed class TrainClassifierTests : TemporaryFolder
{
    private static readonly Review[] s_reviews =
    [
        new("Good, GOOD film", 1), new("good, not bad", 1), new("bad film", 0), new("not good", 0),
    ];

    /// <summary>By hand, on words: 5 in good reviews and 4 in bad ones, 4 different; "good" stands there 2:1, the others 1:1; one is added to each.</summary>
    [Theory]
    [InlineData("good", false, 1)]
    [InlineData("film unknown good", false, 1)]
    [InlineData("bad film", false, 0)] // 2/9 x 2/9 against 2/8 x 2/8
    [InlineData("good bad bad bad", false, 1)] // each counts once
    [InlineData("not good", true, 0)]
    [InlineData("not bad", true, 1)]
    public void Naive_Bayes_weighs_words_and_pairs(string text, bool pairs, int label) =>
        Assert.Equal(label, new NaiveBayes(s_reviews, pairs).Classify(new Review(text, null)));

    [Fact]
    public void Heads_begin_by_reading_their_neighbours()
    {
        using var scope = NewDisposeScope();
        var tokenizer = RobertaTokenizer.FromPretrained(CommandLine.ShippedModel);
        using var model = new LongformerModel(Recipe.Config(tokenizer), new LongDocumentPattern(), pooler: false);
        NeighbourHeads.Set(model);
        model.eval();
        var random = new SeededRandom(4);
        var ids = tensor(Enumerable.Range(0, 600).Select(_ => 4L + random.Below(7000)).ToArray()).unsqueeze(0);
        var attentions = model.call(new LongformerInput { InputIds = ids, Extras = LongformerExtras.Attentions }).Attentions!;
        foreach (var (layer, head, step) in new[] { (0, 0, -1), (0, 1, 1), (0, 2, -2), (0, 3, 2) })
        {
            // (batch, heads, length, window + 1), the own token in the middle; a token at the end has no neighbour there.
            var share = attentions[layer][0, head, 10..590, 32 + step].mean().item<float>();
            Assert.True(share > 0.9, $"Head {head} of layer {layer} reads only {share} of its neighbour at {step}.");
        }
    }

    [Fact]
    public void A_review_is_cut_between_its_special_tokens()
    {
        var tokenizer = RobertaTokenizer.FromPretrained(CommandLine.ShippedModel);
        var whole = tokenizer.EncodeToIds(s_reviews[0].Text);
        var example = TokenizedReviews.Of([s_reviews[0]], tokenizer, maxLength: 4).Get(0);
        Assert.Equal([.. whole[..3], tokenizer.Special.Eos.Id], example.Ids);
        Assert.Equal([1], example.Labels);
    }

    [Fact]
    public void The_split_is_the_same_each_time_and_keeps_every_review_once()
    {
        var texts = Enumerable.Range(0, 3000).Select(i => i % 5 == 0 ? string.Join(' ', Enumerable.Repeat($"w{i}", 701)) : $"review<br /><br />{i}").ToArray();
        Write("train.jsonl.gz", texts.Select(text => new { text, label = "pos" }));
        ReviewData first = new(Folder), second = new(Folder);
        Assert.Equal(2000, first.Validation.Length);
        Assert.All(first.Long, review => Assert.True(review.Words > 700));
        Assert.NotEmpty(first.Long);
        Review[] all = [.. first.Training, .. first.Validation, .. first.Long];
        Assert.Equal(texts.Select(t => t.Replace("<br /><br />", "\n\n")).Order(), all.Select(r => r.Text).Order());
        Assert.Equal(first.Training.Select(r => r.Text), second.Training.Select(r => r.Text));
        Assert.NotEqual(texts[..10], first.Validation[..10].Select(r => r.Text));
    }

    [Fact]
    public void Too_few_reviews_are_refused()
    {
        Write("train.jsonl.gz", Enumerable.Repeat(new { text = "x", label = "neg" }, 2300));
        Assert.Contains("has 2,300 reviews", Assert.Throws<TrainingException>(() => new ReviewData(Folder).Training).Message);
    }

    [Fact]
    public void A_review_to_learn_from_needs_a_label_of_the_two()
    {
        Write("test.sample.jsonl.gz", [new { text = "x" }]);
        Assert.Contains("line 1: there is no field \"label\"", Assert.Throws<TrainingException>(() => new ReviewData(Folder).Test).Message);
        Write("test.sample.jsonl.gz", [new { text = "x", label = "good" }]);
        Assert.Contains("the label is \"good\"", Assert.Throws<TrainingException>(() => new ReviewData(Folder).Test).Message);
    }

    private string Folder => Path.GetDirectoryName(PathOf("x"))!;

    private void Write(string file, IEnumerable<object> lines)
    {
        using var packed = new GZipStream(File.Create(PathOf(file)), CompressionLevel.Fastest);
        using var writer = new StreamWriter(packed);
        foreach (var line in lines)
            writer.WriteLine(JsonSerializer.Serialize(line));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("test.sample.jsonl.gz", Assert.Throws<TrainingException>(() => new ReviewData(PathOf("none")).Test).Message);
}

using AttentionGen.Kernels;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Tasks;

public class TextEmbedderTests : TinyTokenizer
{
    private static readonly LongformerConfig s_config = TinyLongformer.Config with { VocabSize = Mask + 1, InitializerRange = 0.5, MaxPositionEmbeddings = 66 };
    private static readonly string[] s_texts = ["low", "lower 😀 lo", "", "low low low low"];

    private TextEmbedder Embedder()
    {
        using var model = TinyLongformer.Create(s_config);
        model.Save(Folder);
        return TextEmbedder.FromPretrained(Folder, TinyHeads.Pattern(s_config));
    }

    [Theory, InlineData(Pooling.Mean), InlineData(Pooling.FirstToken)]
    public void Vectors_are_those_of_each_text_alone(Pooling pooling)
    {
        using var embedder = Embedder();
        var vectors = embedder.Embed(s_texts, pooling, tokenBudget: 30, cancellation: TestContext.Current.CancellationToken);
        using var model = LongformerModel.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        foreach (var (text, vector) in s_texts.Zip(vectors))
        {
            using var scope = NewDisposeScope();
            var ids = tensor(embedder.Tokenizer.EncodeToIds(text)).to(ScalarType.Int64).unsqueeze(0);
            var expected = pooling == Pooling.Mean
                ? model.call(new LongformerInput { InputIds = ids }).LastHidden.mean([1])
                : model.call(new LongformerInput { InputIds = ids, GlobalAttentionMask = GlobalRules.First(ids) }).LastHidden.select(1, 0);
            Assert.Equal(embedder.Size, vector.Length);
            Assert.All(expected.data<float>().ToArray().Zip(vector), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public void Normalised_vectors_have_the_length_1()
    {
        using var embedder = Embedder();
        var (plain, normalised) = (embedder.Embed("lower"), embedder.Embed("lower", normalize: true));
        var length = Math.Sqrt(plain.Sum(v => (double)v * v));
        Assert.True(Math.Abs(length - 1) > 0.01);
        Assert.All(plain.Zip(normalised), pair => Assert.Equal(pair.First / length, pair.Second, 1e-5));
    }

    [Fact]
    public void The_encoder_of_any_head_will_do()
    {
        using (var model = TinyHeads.Classifier(s_config))
            model.Save(Folder);
        using var embedder = TextEmbedder.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        using var classifier = LongformerForSequenceClassification.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        using var scope = NewDisposeScope();
        var ids = tensor(embedder.Tokenizer.EncodeToIds("lower")).to(ScalarType.Int64).unsqueeze(0);
        var expected = classifier.Longformer.call(new LongformerInput { InputIds = ids }).LastHidden.mean([1]).data<float>().ToArray();
        Assert.All(expected.Zip(embedder.Embed("lower")), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }
}

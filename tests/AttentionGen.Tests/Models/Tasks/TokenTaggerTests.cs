using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Tasks;

public class TokenTaggerTests : TinyTokenizer
{
    private static readonly LongformerConfig s_config = TinyLongformer.Config with
    {
        VocabSize = Mask + 1, Labels = ["O", "B-x", "I-x"], InitializerRange = 0.5, MaxPositionEmbeddings = 66,
    };

    private TokenTagger Tagger(LongformerConfig? config = null)
    {
        using var model = new LongformerForTokenClassification(config ?? s_config, TinyHeads.Pattern(config ?? s_config));
        model.Save(Folder);
        return TokenTagger.FromPretrained(Folder, TinyHeads.Pattern(config ?? s_config));
    }

    [Fact]
    public void Words_have_the_label_of_their_first_token()
    {
        using var tagger = Tagger();
        string[] texts = ["lower  low,", "Hé 👩‍👧 cafe\u0301!", "", " \n", "low low low low low 𝒳"];
        var results = tagger.Tag(texts, tokenBudget: 40, cancellation: TestContext.Current.CancellationToken);
        using var model = LongformerForTokenClassification.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        foreach (var (text, result) in texts.Zip(results))
        {
            using var scope = NewDisposeScope();
            var encoded = tagger.Tokenizer.Encode(text);
            var ids = tensor(encoded.Ids.ToArray()).to(ScalarType.Int64).unsqueeze(0);
            var probabilities = model.call(new LongformerInput { InputIds = ids }, null).Logits.softmax(-1).squeeze(0);
            Assert.Equal(Words.Of(text), result.Words.Select(w => w.Range));
            Assert.Equal(encoded.Ids.Count, result.Tokens);
            foreach (var word in result.Words)
            {
                // The token whose characters begin with the word's.
                var token = Enumerable.Range(1, encoded.Ids.Count - 2).First(i => encoded.Offsets[i].Start == word.Range.Start.Value && encoded.Offsets[i].End > word.Range.Start.Value);
                var (value, label) = probabilities[token].max(0);
                Assert.Equal(tagger.Labels[(int)label.item<long>()], word.Label);
                Assert.Equal(value.item<float>(), word.Probability, 1e-5);
            }
            Assert.Equal(Entities.Of(result.Words), result.Entities);
        }
        Assert.Equal(["Hé", "👩‍👧", "cafe\u0301", "!"], results[1].Words.Select(w => texts[1][w.Range]));
    }

    [Fact]
    public void Words_behind_a_cut_are_left_out()
    {
        using var tagger = Tagger();
        var cut = tagger.Tag("low low lower", cutAt: 4);
        Assert.Equal([0..3, 4..7], cut.Words.Select(w => w.Range));
        Assert.Equal(4, cut.Tokens);
        Assert.Equal(tagger.Tag("low low").Words, cut.Words);
    }

    [Fact]
    public void Texts_that_are_too_long_are_refused()
    {
        using var tagger = Tagger();
        var text = string.Concat(Enumerable.Repeat(" low", 63));
        Assert.Contains("65 tokens, but the model reads at most 64", Assert.Throws<ArgumentException>(() => tagger.Tag(text)).Message);
        Assert.Throws<ArgumentException>(() => tagger.Check(text));
        tagger.Check(text, cutAt: 64);
    }

    [Fact]
    public void Folders_of_other_models_are_refused()
    {
        using (var model = TinyHeads.Classifier(s_config))
            model.Save(Folder);
        var error = Assert.Throws<CheckpointException>(() => TokenTagger.FromPretrained(Folder));
        Assert.Contains("holds a LongformerForSequenceClassification, but the task needs a LongformerForTokenClassification", error.Message);
    }
}

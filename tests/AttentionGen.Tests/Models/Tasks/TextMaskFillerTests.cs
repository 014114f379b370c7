using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Tasks;

public class TextMaskFillerTests : TinyTokenizer
{
    private static readonly LongformerConfig s_config = TinyLongformer.Config with { VocabSize = Mask + 1, InitializerRange = 0.5, MaxPositionEmbeddings = 66 };

    private TextMaskFiller Filler(LongformerConfig? config = null)
    {
        using var model = new LongformerForMaskedLM(config ?? s_config, TinyHeads.Pattern(config ?? s_config));
        model.Save(Folder);
        return TextMaskFiller.FromPretrained(Folder, TinyHeads.Pattern(config ?? s_config));
    }

    [Fact]
    public void Masks_take_the_space_before_them()
    {
        var masked = MaskedText.Read("low <mask> low<mask>", Load());
        Assert.Equal([0, Low, Mask, SpaceLow, Mask, 2], masked.Ids);
        Assert.Equal(["<mask>", "<mask>"], masked.Masks.Select(range => masked.Text[range]));
        Assert.Equal([0, Mask, 2], MaskedText.Read(" \n<mask>", Load()).Ids);
    }

    [Theory]
    [InlineData("a <mask> b", " low", "a low b")]
    [InlineData("a <mask> b", "s", "as b")]
    [InlineData("a\n<mask>.", " low", "a\nlow.")]
    [InlineData("a<mask>.", " low", "a low.")]
    [InlineData("<mask>!", " low", "low!")]
    [InlineData("<mask>!", "low", "low!")]
    public void A_token_brings_its_space(string text, string token, string expected)
    {
        var mask = text.IndexOf('<');
        Assert.Equal(expected, MaskedText.Fill(text, mask..(mask + 6), token));
    }

    [Fact]
    public void Candidates_are_the_models_in_the_order_of_texts_and_masks()
    {
        using var filler = Filler();
        string[] texts = ["low <mask>", "low <mask> lower <mask>, 😀 <mask>", "<mask>"];
        var results = filler.Fill(texts, top: 3, tokenBudget: 24, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([1, 3, 1], results.Select(r => r.Length));
        using var model = LongformerForMaskedLM.FromPretrained(Folder, TinyHeads.Pattern(s_config));
        foreach (var (text, masks) in texts.Zip(results))
        {
            Assert.All(masks, mask => Assert.Equal("<mask>", text[mask.Range]));
            var expected = model.Predict([MaskedText.Read(text, filler.Tokenizer).Ids], Mask, 3);
            foreach (var (one, other) in expected.Zip(masks))
            {
                Assert.Equal(one.Candidates.Select(c => c.TokenId), other.Candidates.Select(c => c.TokenId));
                Assert.All(one.Candidates.Zip(other.Candidates), pair => Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-5));
                Assert.All(other.Candidates, c => Assert.Equal(filler.Tokenizer.Decode([c.TokenId]), c.Token));
            }
        }
    }

    [Fact]
    public void The_sentence_around_a_mask_is_filled()
    {
        using var filler = Filler();
        const string Text = "low. Lo <mask> <mask>! Low";
        var second = filler.Fill(Text)[1];
        Assert.All(second.Candidates, (c, i) =>
        {
            Assert.Equal(MaskedText.Fill("Lo <mask> <mask>!", 10..16, c.Token), c.Sentence);
            Assert.Equal($"low. {c.Sentence} Low", second.Fill(Text, i));
        });
    }

    [Fact]
    public void Ids_without_a_token_are_no_candidates()
    {
        using var filler = Filler(s_config with { VocabSize = 400 });
        var candidates = Assert.Single(filler.Fill("low <mask>", top: Mask + 1)).Candidates;
        Assert.Equal(Enumerable.Range(0, Mask + 1), candidates.Select(c => c.TokenId).Order());
        Assert.Equal(candidates.Select(c => c.Probability).OrderDescending(), candidates.Select(c => c.Probability));
        Assert.Throws<ArgumentOutOfRangeException>(() => filler.Fill("low <mask>", top: Mask + 2));
    }

    [Fact]
    public void A_text_needs_a_mask_before_the_cut()
    {
        using var filler = Filler();
        Assert.Contains("Write <mask> where", Assert.Throws<ArgumentException>(() => filler.Fill("low")).Message);
        Assert.Contains("first 4 tokens", Assert.Throws<ArgumentException>(() => filler.Check("low low <mask>", cutAt: 4)).Message);
        var cut = Assert.Single(filler.Fill("low <mask> low <mask>", cutAt: 4));
        Assert.Equal(4..10, cut.Range);
    }
}

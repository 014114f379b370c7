using AttentionGen.Models.Tasks;
using AttentionGen.Models.Tokenization;

namespace AttentionGen.Tests.Models.Tasks;

public class GlobalReadingTests
{
    private const string Text = "Go on. Up!";

    /// <summary>Begin, "Go", " on", ".", " Up", "!", end.</summary>
    private static readonly TokenOffset[] s_offsets = [new(0, 0), new(0, 2), new(3, 5), new(5, 6), new(7, 9), new(9, 10), new(0, 0)];

    [Fact]
    public void Shares_are_sums_over_sentences_without_special_tokens()
    {
        var read = GlobalReading.Of(Text, s_offsets, [0.5f, 0.1f, 0.05f, 0.05f, 0.1f, 0.1f, 0.1f]);
        Assert.Equal([0..6, 7..10], read.Sentences.Select(r => r.Range));
        Assert.Equal([3, 2], read.Sentences.Select(r => r.Tokens));
        Assert.All(read.Sentences, r => Assert.Equal(0.5, r.Share, 6));
        Assert.Equal([0..2, 3..5, 5..6, 7..9, 9..10], read.Tokens.Select(t => t.Range));
        Assert.All(read.Tokens.Zip([0.25, 0.125, 0.125, 0.25, 0.25]), pair => Assert.Equal(pair.Second, pair.First.Share, 6));
        Assert.Equal(0.6, read.SpecialShare, 6);
    }

    [Fact]
    public void Sentences_behind_a_cut_are_left_out()
    {
        var read = GlobalReading.Of(Text, s_offsets, [0.5f, 0.2f, 0.2f, 0.1f]);
        var sentence = Assert.Single(read.Sentences);
        Assert.Equal((0..6, 2), (sentence.Range, sentence.Tokens));
        Assert.Equal(1, sentence.Share, 6);
    }

    [Fact]
    public void A_text_without_sentences_has_tokens_only()
    {
        var read = GlobalReading.Of(" ", [new(0, 0), new(0, 1), new(0, 0)], [0.5f, 0.3f, 0.2f]);
        Assert.Empty(read.Sentences);
        Assert.Equal(new TokenReading(0..1, 1), Assert.Single(read.Tokens));
    }

    [Fact]
    public void A_text_without_tokens_is_read_nowhere()
    {
        var read = GlobalReading.Of("", [new(0, 0), new(0, 0)], [0.7f, 0.3f]);
        Assert.Empty(read.Sentences);
        Assert.Empty(read.Tokens);
        Assert.Equal(1, read.SpecialShare);
    }

    [Fact]
    public void Where_all_attention_is_on_special_tokens_shares_are_0() =>
        Assert.Equal(0, Assert.Single(GlobalReading.Of("up", [new(0, 0), new(0, 2), new(0, 0)], [1f, 0f, 0f]).Sentences).Share);
}

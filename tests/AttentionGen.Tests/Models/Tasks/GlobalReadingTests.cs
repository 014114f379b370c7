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
        Assert.Equal([0..6, 7..10], read.Select(r => r.Range));
        Assert.Equal([3, 2], read.Select(r => r.Tokens));
        Assert.All(read, r => Assert.Equal(0.5, r.Share, 6));
    }

    [Fact]
    public void Sentences_behind_a_cut_are_left_out()
    {
        var read = GlobalReading.Of(Text, s_offsets, [0.5f, 0.2f, 0.2f, 0.1f]);
        Assert.Equal(0..6, Assert.Single(read).Range);
        Assert.Equal(2, read[0].Tokens);
        Assert.Equal(1, read[0].Share, 6);
    }

    [Fact]
    public void A_text_without_sentences_has_no_reading() => Assert.Empty(GlobalReading.Of(" ", [new(0, 0), new(0, 1), new(0, 0)], [0.5f, 0.3f, 0.2f]));
}

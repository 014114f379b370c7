using AttentionGen.Models.Training;

namespace AttentionGen.Tests.Training;

public class TextInfillingTests
{
    private const int Mask = 4;
    private static readonly TextInfilling s_infilling = new(Mask, [0, 2]);

    private static Example Text(int length) => new([0, .. Enumerable.Range(10, length), 2]);

    [Fact]
    public void A_third_is_gone_in_spans_of_three_behind_one_mask_each()
    {
        var text = Text(100_000);
        var changed = s_infilling.Apply(text, new SeededRandom(1, 2));
        var kept = changed.Ids[1..^1].Where(id => id != Mask).ToArray();
        Assert.Equal(70_000, kept.Length);
        Assert.Equal(kept.Order(), kept);
        // 30,000 tokens in spans of 3 on average are 10,000 spans; of those dealt to one of 70,001 places some meet: about 1 in 14.
        var masks = changed.Ids.Count(id => id == Mask);
        Assert.InRange(masks, 9_000, 9_600);
        var pairs = changed.Ids.Zip(changed.Ids.Skip(1)).ToArray();
        Assert.DoesNotContain((Mask, Mask), pairs);
        // A mask between neighbours hides nothing: e^-3 of the spans.
        var empty = Enumerable.Range(1, changed.Ids.Length - 2).Count(i => changed.Ids[i] == Mask && changed.Ids[i + 1] == changed.Ids[i - 1] + 1);
        Assert.InRange(empty, 350, 550);
    }

    [Fact]
    public void The_whole_text_is_to_be_written()
    {
        var text = Text(50);
        var changed = s_infilling.Apply(text, new SeededRandom(3));
        Assert.Equal(text.Ids, changed.Labels);
        Assert.NotEqual(text.Ids, changed.Ids);
        Assert.Equal(Text(50).Ids, text.Ids);
        Assert.Equal((0, 2), (changed.Ids[0], changed.Ids[^1]));
    }

    [Fact]
    public void What_is_to_be_written_already_stays() =>
        Assert.Equal([7, 8], s_infilling.Apply(Text(50) with { Labels = [7, 8] }, new SeededRandom(3)).Labels);

    [Theory]
    [InlineData(0.3, 3)]
    [InlineData(1, 3)]
    [InlineData(0.5, 0.1)]
    [InlineData(0.01, 100)]
    public void Every_share_is_met_and_nothing_grows(double share, double mean)
    {
        var infilling = new TextInfilling(Mask, [0, 2], share, mean);
        for (var length = 0; length < 60; length++)
        {
            var changed = infilling.Apply(Text(length), new SeededRandom(5, length)).Ids;
            Assert.Equal(length - (int)Math.Round(share * length), changed[1..^1].Count(id => id != Mask));
            Assert.InRange(changed.Length, 2, length + 2);
        }
    }

    /// <summary>The numbers stand behind saved runs: they must not change.</summary>
    [Fact]
    public void Seed_and_place_decide_exactly()
    {
        Assert.Equal(s_infilling.Apply(Text(200), new SeededRandom(1, 2)).Ids, s_infilling.Apply(Text(200), new SeededRandom(1, 2)).Ids);
        Assert.NotEqual(s_infilling.Apply(Text(200), new SeededRandom(1, 3)).Ids, s_infilling.Apply(Text(200), new SeededRandom(1, 2)).Ids);
        // Spans of 3, 2 and 1; computed apart from this code.
        Assert.Equal([0, .. Enumerable.Range(10, 10), Mask, 23, 24, 25, Mask, 28, Mask, 2], s_infilling.Apply(Text(20), new SeededRandom(1, 2, 3)).Ids);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextInfilling(Mask, [], share: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextInfilling(Mask, [], share: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextInfilling(Mask, [], meanLength: 101));
    }
}

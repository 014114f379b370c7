using AttentionGen.Models.Training;

namespace AttentionGen.Tests.Training;

public class MaskedTokensTests
{
    private const int Mask = 4, Vocabulary = 1000;
    private static readonly MaskedTokens s_corruption = new(Mask, Vocabulary, [0, 1, 2]);

    private static Example Text(int length) => new([0, .. Enumerable.Range(0, length).Select(i => 5 + (i * 31 % 995)), 2]);

    [Fact]
    public void FifteenPercentAreGuessedEightyTenTen()
    {
        var text = Text(100_000);
        var changed = s_corruption.Apply(text, new SeededRandom(1, 2));
        var guessed = Enumerable.Range(0, text.Ids.Length).Where(i => changed.Labels[i] != Batch.NoLabel).ToArray();
        // Five standard deviations.
        Assert.InRange(guessed.Length, 15_000 - 565, 15_000 + 565);
        Assert.InRange(guessed.Count(i => changed.Ids[i] == Mask) / (double)guessed.Length, 0.8 - 0.017, 0.8 + 0.017);
        Assert.InRange(guessed.Count(i => changed.Ids[i] == text.Ids[i]) / (double)guessed.Length, 0.1 - 0.013, 0.1 + 0.013);
        Assert.All(guessed, i => Assert.Equal(text.Ids[i], changed.Labels[i]));
        Assert.All(Enumerable.Range(0, text.Ids.Length).Except(guessed), i => Assert.Equal(text.Ids[i], changed.Ids[i]));
        var random = guessed.Where(i => changed.Ids[i] != Mask && changed.Ids[i] != text.Ids[i]).Select(i => changed.Ids[i]).ToArray();
        Assert.DoesNotContain(random, id => id is 0 or 1 or 2 or Mask or < 0 or >= Vocabulary);
        Assert.True(random.Distinct().Count() > 600);
    }

    [Fact]
    public void SpecialTokensStay()
    {
        var text = new Example([.. Enumerable.Repeat(new[] { 0, 1, 2, Mask }, 500).SelectMany(ids => ids)]);
        var changed = s_corruption.Apply(text, new SeededRandom(1));
        Assert.Equal(text.Ids, changed.Ids);
        Assert.All(changed.Labels, label => Assert.Equal(Batch.NoLabel, label));
    }

    /// <summary>The numbers stand behind saved runs: they must not change.</summary>
    [Fact]
    public void SeedAndPlaceDecideExactly()
    {
        var changed = s_corruption.Apply(Text(20), new SeededRandom(1, 2, 3));
        Assert.Equal(changed.Ids, s_corruption.Apply(Text(20), new SeededRandom(1, 2, 3)).Ids);
        Assert.NotEqual(s_corruption.Apply(Text(500), new SeededRandom(1, 2, 4)).Labels, s_corruption.Apply(Text(500), new SeededRandom(1, 2, 3)).Labels);
        Assert.Equal([(6, 160, Mask), (9, 253, Mask), (15, 439, Mask), (19, 563, Mask)], Enumerable.Range(0, 22).Where(i => changed.Labels[i] != Batch.NoLabel).Select(i => (i, changed.Labels[i], changed.Ids[i])));
    }

    [Fact]
    public void WhatCannotBeIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaskedTokens(Mask, Vocabulary, [], share: 0));
        Assert.Throws<ArgumentException>(() => new MaskedTokens(2, 3, [0, 1]));
    }
}

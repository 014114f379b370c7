using AttentionGen.Models.Metrics;

namespace AttentionGen.Tests.Models.Metrics;

public class RougeMeansTests
{
    /// <summary>Precision and recall 1 and 1/2, 0 and 0, 1/2 and 1, 1 and 1. Their F1 are 2/3, 0, 2/3, 1; that of the mean precision and recall were 5/8.</summary>
    [Fact]
    public void Means_are_over_summaries()
    {
        var means = RougeMeans.Of([("cat", "cat sat"), ("dog", "cat"), ("cat sat", "sat"), ("one two", "one two")]);
        Assert.Equal((1 + 0 + 0.5 + 1) / 4, means.Rouge1.Precision, 1e-12);
        Assert.Equal((0.5 + 0 + 1 + 1) / 4, means.Rouge1.Recall, 1e-12);
        Assert.Equal(((2.0 / 3) + 0 + (2.0 / 3) + 1) / 4, means.Rouge1.F1, 1e-12);
        Assert.Equal(new(0.25, 0.25, 0.25), means.Rouge2);
        Assert.Equal(means.Rouge1, means.RougeL);
        Assert.Equal(means.Rouge1, means.RougeLsum);
    }

    [Fact]
    public void Without_a_summary_there_is_no_mean()
    {
        Assert.True(double.IsNaN(RougeMeans.Of(Array.Empty<RougeScores>()).Rouge1.F1));
        Assert.True(double.IsNaN(RougeMeans.Interval([]).High.RougeLsum.Recall));
    }

    /// <summary>Half of 400 summaries are right: the mean is 1/2, its standard error 1/40, 95 % of samples within 1.96 of these.</summary>
    [Fact]
    public void The_interval_is_that_of_drawing_anew()
    {
        RougeScores[] scores = [.. Enumerable.Range(0, 400).Select(number => RougeScores.Of("right", number % 2 == 0 ? "right" : "wrong"))];
        var (low, high) = RougeMeans.Interval(scores, samples: 2000, seed: 1);
        Assert.Equal(0.5 - (1.96 / 40), low.Rouge1.F1, 0.006);
        Assert.Equal(0.5 + (1.96 / 40), high.Rouge1.F1, 0.006);
        Assert.Equal((low, high), RougeMeans.Interval(scores, samples: 2000, seed: 1));
        Assert.NotEqual((low, high), RougeMeans.Interval(scores, samples: 2000, seed: 2));
        Assert.Equal(0, high.Rouge2.F1);
        var narrow = RougeMeans.Interval(scores, level: 0.5, samples: 2000, seed: 1);
        Assert.Equal(0.5 + (0.6745 / 40), narrow.High.Rouge1.F1, 0.006);
    }

    [Theory]
    [InlineData(0, 10), InlineData(1, 10), InlineData(double.NaN, 10), InlineData(0.9, 0)]
    public void Intervals_that_cannot_be_are_refused(double level, int samples) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RougeMeans.Interval([default], level, samples));
}

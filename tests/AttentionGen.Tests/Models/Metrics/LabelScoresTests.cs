using AttentionGen.Models.Metrics;

namespace AttentionGen.Tests.Models.Metrics;

public class LabelScoresTests
{
    [Fact]
    public void One_label_per_example()
    {
        var scores = new LabelScores<string>();
        Assert.True(double.IsNaN(scores.Accuracy) && double.IsNaN(scores.MacroF1) && double.IsNaN(scores.MicroF1));
        foreach (var (said, right) in new[] { ("a", "a"), ("a", "b"), ("b", "b"), ("b", "b"), ("c", "a") })
            scores.Add(said, right);
        Assert.Equal(0.6, scores.Accuracy, 1e-12);
        Assert.Equal(0.5, scores.F1("a"), 1e-12); // 1 right of 2 said and 2 true
        Assert.Equal(0.8, scores.F1("b"), 1e-12); // 2 of 2 and 3
        Assert.Equal(0, scores.F1("c")); // said, never true
        Assert.True(double.IsNaN(scores.F1("d")));
        Assert.Equal(1.3 / 3, scores.MacroF1, 1e-12);
        Assert.Equal(scores.Accuracy, scores.MicroF1, 1e-12);
    }

    [Fact]
    public void Several_labels_per_example()
    {
        var scores = new LabelScores<int>();
        scores.Add([1, 2, 2], [2, 1]);
        scores.Add([1], [1, 3]);
        scores.Add([], []);
        scores.Add([3], []);
        Assert.Equal(0.5, scores.Accuracy); // the first and the third
        Assert.Equal(1, scores.F1(1));
        Assert.Equal(0, scores.F1(3)); // 0 of 1 and 1
        Assert.Equal(2.0 / 3, scores.MacroF1, 1e-12);
        Assert.Equal(6.0 / 8, scores.MicroF1, 1e-12); // 3 right, 4 said, 4 true
    }
}

using AttentionGen.Models.Training;

namespace AttentionGen.Tests.Training;

public class BatchPlanTests
{
    private static readonly ExampleList s_source = TinyClassifier.Data(200);
    private static readonly BatchOptions s_options = new() { TokenBudget = 50, MaxExamples = 9, Bucket = 64 };

    [Fact]
    public void EveryExampleStandsInOneBatchWithinTheBudget()
    {
        var plan = BatchPlan.Epoch(s_source, s_options, seed: 1, epoch: 0);
        Assert.Equal(Enumerable.Range(0, 200), plan.SelectMany(b => b).Order());
        Assert.All(plan, batch => Assert.InRange(batch.Length * batch.Max(s_source.LengthOf), 1, 50));
        Assert.All(plan, batch => Assert.InRange(batch.Length, 1, 9));
    }

    [Fact]
    public void BucketsSavePadding()
    {
        Assert.InRange(Padding(s_options), 0, 0.3 * Padding(s_options with { Bucket = 1 }));

        static long Padding(BatchOptions options) => BatchPlan.Epoch(s_source, options, 1, 0)
            .Sum(batch => (long)batch.Length * batch.Max(s_source.LengthOf) - batch.Sum(s_source.LengthOf));
    }

    /// <summary>Texts of one length, with summaries of different ones: these are sorted and limited too.</summary>
    [Fact]
    public void WhatIsToBeWrittenHasABudgetOfItsOwn()
    {
        var source = new ExampleList(Enumerable.Range(0, 100).Select(i => new Example(new int[10]) { Labels = new int[1 + (i * 37 % 30)] }));
        var options = new BatchOptions { TokenBudget = 100, LabelBudget = 60 };
        var plan = BatchPlan.Epoch(source, options, seed: 1, epoch: 0);
        Assert.Equal(Enumerable.Range(0, 100), plan.SelectMany(b => b).Order());
        Assert.All(plan, batch => Assert.InRange(batch.Length * batch.Max(source.LabelsOf), 1, 60));
        Assert.All(plan, batch => Assert.InRange(batch.Length, 1, 10));
        Assert.InRange(plan.Sum(batch => (batch.Length * batch.Max(source.LabelsOf)) - batch.Sum(source.LabelsOf)), 0, 100);
        Assert.Contains(plan, batch => batch.Length == 10);
        Assert.Contains("has 30 labels", Assert.Throws<TrainingException>(() => BatchPlan.Check(source, options with { LabelBudget = 29 })).Message);
    }

    [Fact]
    public void SeedAndEpochDecideTheOrder()
    {
        Assert.Equal(Plan(1, 0), Plan(1, 0));
        Assert.NotEqual(Plan(1, 0), Plan(1, 1));
        Assert.NotEqual(Plan(1, 0), Plan(2, 0));

        static int[] Plan(long seed, int epoch) => [.. BatchPlan.Epoch(s_source, s_options, seed, epoch).SelectMany(b => b)];
    }

    [Fact]
    public void WithoutShufflingTheOrderIsTheSources() =>
        Assert.Equal(Enumerable.Range(0, 200), BatchPlan.Epoch(s_source, s_options with { Shuffle = false }, 1, 0).SelectMany(b => b));

    [Fact]
    public void AFeedGoesOnFromItsPosition()
    {
        var feed = new BatchFeed(s_source, s_options, seed: 4, epochs: 2);
        var (all, positions) = (new List<Example[]>(), new List<DataPosition>());
        while (true)
        {
            positions.Add(feed.Position);
            if (feed.Next() is not { } batch)
                break;
            all.Add(batch);
        }
        Assert.Equal(feed.CountBatches(), all.Count);
        Assert.Equal(400, all.Sum(b => b.Length));
        for (var i = 0; i < positions.Count; i++)
        {
            var other = new BatchFeed(s_source, s_options, seed: 4, epochs: 2) { Position = positions[i] };
            Assert.Equal(all.ElementAtOrDefault(i), other.Next());
        }
        Assert.Throws<TrainingException>(() => feed.Position = new DataPosition(1, 999));
    }

    [Fact]
    public void ABatchIsPaddedToItsLongest()
    {
        using var batch = Batch.Create([new Example([5, 6, 7]) { Labels = [1] }, new Example([8]) { Labels = [2, 3] }], padId: 1);
        Assert.Equal([5, 6, 7, 8, 1, 1], batch.InputIds.data<long>().ToArray());
        Assert.Equal([1, 1, 1, 1, 0, 0], batch.AttentionMask.data<long>().ToArray());
        Assert.Equal([1, -100, 2, 3], batch.Labels.data<long>().ToArray());
        Assert.Equal((2, 3, 4), (batch.InputIds.shape[0], batch.InputIds.shape[1], batch.Tokens));
    }

    [Fact]
    public void ABatchNeedsNoLabels()
    {
        using var batch = Batch.Create([new Example([5, 6])], padId: 1);
        Assert.Equal([1, 0], batch.Labels.shape);
    }

    [Fact]
    public void WhatCannotBePlannedIsRefused()
    {
        Assert.Contains("no examples", Refusal([]));
        Assert.Contains("Example 1 has no tokens", Refusal([new Example([1]), new Example([])]));
        Assert.Contains("Example 0 has 51 tokens", Refusal([new Example(new int[51])]));

        static string Refusal(Example[] examples) =>
            Assert.Throws<TrainingException>(() => BatchPlan.Check(new ExampleList(examples), s_options)).Message;
    }
}

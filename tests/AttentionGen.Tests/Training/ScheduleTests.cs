using AttentionGen.Models.Training;

namespace AttentionGen.Tests.Training;

public class ScheduleTests
{
    [Theory]
    [InlineData(Decay.Constant, 1, 1, 1)]
    [InlineData(Decay.Linear, 1, 0.5, 0.125)]
    [InlineData(Decay.Cosine, 1, 0.5, 0.038060)]
    [InlineData(Decay.Cubic, 1, 0.125, 0.001953)]
    public void AfterTheWarmUpTheRateFalls(Decay decay, double first, double middle, double last)
    {
        var schedule = new Schedule { LearningRate = 2, WarmupSteps = 2, Decay = decay };
        Assert.Equal([1, 2], new[] { schedule.At(1, 10), schedule.At(2, 10) });
        Assert.Equal(2 * first, schedule.At(3, 10), 1e-5);
        Assert.Equal(2 * middle, schedule.At(7, 10), 1e-5);
        Assert.Equal(2 * last, schedule.At(10, 10), 1e-5);
    }

    [Fact]
    public void TheRateEndsAtTheFinalShare()
    {
        var schedule = new Schedule { LearningRate = 1, FinalShare = 0.1 };
        Assert.Equal(1, schedule.At(1, 9));
        Assert.Equal(0.1, schedule.At(10, 9), 1e-12);
        Assert.Equal(0.1, schedule.At(99, 9), 1e-12);
    }

    [Fact]
    public void ARunMayEndWithinItsWarmUp() =>
        Assert.Equal(0.5, new Schedule { LearningRate = 1, WarmupSteps = 10 }.At(5, 5));
}

using AttentionGen.Models.Training;
using AttentionGen.Tests.Native;

namespace AttentionGen.Tests.Training;

/// <summary>A run that ends and goes on is the run that never ended, bit by bit.</summary>
public class ResumeTests : TrainingCase
{
    private const string KilledRun = "ATTENTIONGEN_TEST_KILLED_RUN";

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    public void ACancelledRunGoesOnBitByBit(long stop)
    {
        var (whole, parts) = (Options("whole") with { EvaluateEvery = 4 }, Options("parts") with { EvaluateEvery = 4 });
        Train(whole, evaluation: Validate);
        Assert.True(Train(parts, stop: stop, evaluation: Validate).Cancelled);
        Assert.False(Train(parts, resume: true, evaluation: Validate).Cancelled);
        AssertSame(whole, parts);
    }

    /// <summary>Epochs end within steps, and the last step has a micro-batch less.</summary>
    [Fact]
    public void EpochsGoOnBitByBit()
    {
        var (whole, parts) = (Options("whole") with { MaxSteps = null, Epochs = 3, MicroBatches = 4 }, Options("parts") with { MaxSteps = null, Epochs = 3, MicroBatches = 4 });
        var steps = Train(whole).Step;
        for (var stop = 2; stop < steps; stop += 3)
            Assert.True(Train(parts, resume: true, stop: stop).Cancelled);
        Assert.Equal(steps, Train(parts, resume: true).Step);
        AssertSame(whole, parts);
    }

    [Fact]
    public void AHalfWrittenCheckpointIsPassedOver()
    {
        var (whole, parts) = (Options("whole"), Options("parts") with { CheckpointEvery = 5 });
        Train(whole);
        Train(parts, stop: 5);
        // What a kill leaves: half a folder aside, and steps in the log that no checkpoint has.
        var half = Directory.CreateDirectory(Path.Combine(parts.Folder, "checkpoint-000000006.tmp"));
        File.WriteAllText(Path.Combine(half.FullName, "model.safetensors"), "half");
        File.AppendAllText(Path.Combine(parts.Folder, "log.jsonl"), "{\"step\":6,\"epoch\":0,\"loss\":1}\n{\"step\":7,\"ep");
        Train(parts, resume: true);
        AssertSame(whole, parts);
        Assert.False(half.Exists && Directory.Exists(half.FullName));
    }

    [Fact]
    public void AKilledProcessGoesOnBitByBit()
    {
        var (whole, parts) = (Options("whole"), Options("parts") with { CheckpointEvery = 3 });
        Train(whole);
        var (exit, output) = ChildProcess.RunTest($"{typeof(ResumeTests).FullName}.{nameof(IsKilledBehindStepEight)}", (KilledRun, parts.Folder));
        Assert.True(exit != 0, output);
        Assert.EndsWith("checkpoint-000000006", Checkpoint(parts));
        Assert.Equal(8, Log(parts).Length);
        Train(parts, resume: true);
        AssertSame(whole, parts);
    }

    /// <summary>The process that <see cref="AKilledProcessGoesOnBitByBit"/> starts; does nothing elsewhere.</summary>
    [Fact]
    public void IsKilledBehindStepEight()
    {
        if (Environment.GetEnvironmentVariable(KilledRun) is { } folder)
            Train(Options() with { Folder = folder, CheckpointEvery = 3 }, observer: new Killer());
    }

    [Fact]
    public void ACancelledEvaluationIsMadeUpFor()
    {
        var (whole, parts) = (Options("whole") with { EvaluateEvery = 4 }, Options("parts") with { EvaluateEvery = 4 });
        Train(whole, evaluation: Validate);
        Assert.Equal(4, Train(parts, stop: 4, evaluation: Validate).Step);
        Assert.DoesNotContain(Log(parts), line => line.Contains("eval"));
        Train(parts, resume: true, stop: 5, evaluation: Validate);
        Train(parts, resume: true, stop: 12, evaluation: Validate);
        Assert.True(Train(parts, resume: true, evaluation: Validate) is { Step: 12, Cancelled: false, Best: not null });
        AssertSame(whole, parts);
    }

    [Fact]
    public void AFinishedRunIsNotChanged()
    {
        var options = Options();
        Train(options);
        var before = Log(options);
        var again = Train(options, resume: true);
        Assert.Equal((12, false, null), (again.Step, again.Cancelled, again.Loss));
        Assert.Equal(before, Log(options));
    }

    [Fact]
    public void ARunIsNotOverwritten()
    {
        Train(Options(), stop: 2);
        var error = Assert.Throws<TrainingException>(() => Train(Options()));
        Assert.Contains("Resume it, or use another folder", error.Message);
    }

    private sealed class Killer : ITrainingObserver
    {
        public void Stepped(StepReport report)
        {
            if (report.Step == 8)
                System.Diagnostics.Process.GetCurrentProcess().Kill();
        }
    }
}

using AttentionGen.CheckpointFuzz;

namespace AttentionGen.Tests.Models.Checkpoints;

/// <summary>A short run of the fuzzer; tests/AttentionGen.CheckpointFuzz runs as long as you like.</summary>
public class CheckpointFuzzTests
{
    [Fact]
    public void BrokenCheckpointsAreRefusedAndNothingWorse()
    {
        var report = new CheckpointFuzzer(seed: 3).Run(0, 2000, hung => Environment.FailFast($"Case {hung} of the checkpoint fuzzer, seed 3, does not end."));
        Assert.Empty(report.Failures);
        // Of each kind some are still sound, or the changes would hide each other.
        Assert.All(report.Kinds, kind => Assert.True(kind.Value is { Loaded: > 0, Refused: > 50 }, $"{kind}"));
    }

    [Fact]
    public void TheSameSeedGivesTheSameCases()
    {
        var (first, second) = (FuzzCases.Case(5, 17), FuzzCases.Case(5, 17));
        Assert.Equal(first.Files.Keys, second.Files.Keys);
        Assert.All(first.Files, file => Assert.Equal(file.Value, second.Files[file.Key]));
        Assert.NotEqual(first.Files.Values.First(), FuzzCases.Case(6, 17).Files.Values.First());
    }
}

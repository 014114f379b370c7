using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Training;

namespace AttentionGen.Tests.Training;

/// <summary>A checkpoint that does not belong to the run is refused, with what is wrong.</summary>
public class RunCheckpointTests : TrainingCase
{
    [Fact]
    public void OtherSettingsAreNamed()
    {
        Train(Options(), stop: 2);
        var other = Options() with { Seed = 6, Schedule = Options().Schedule with { LearningRate = 0.01 } };
        var message = Refusal(other);
        Assert.Contains("seed: 5 in the checkpoint, 6 now", message);
        Assert.Contains("schedule.learning_rate: 0.05 in the checkpoint, 0.01 now", message);
        // How often to report is free.
        Train(Options() with { CheckpointEvery = 2, EvaluateEvery = 3 }, resume: true, stop: 3, evaluation: Validate);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("optimizer.safetensors")]
    [InlineData("state.json")]
    public void AMissingFileIsNamed(string file)
    {
        Train(Options(), stop: 2);
        File.Delete(Path.Combine(Checkpoint(Options()), file));
        Assert.Contains($"has no {file}", Refusal(Options()));
    }

    [Fact]
    public void FilesOfTwoStepsAreNotMixed()
    {
        Train(Options("a"), stop: 2);
        Train(Options("b"), stop: 3);
        File.Copy(Path.Combine(Checkpoint(Options("a")), "optimizer.safetensors"), Path.Combine(Checkpoint(Options("b")), "optimizer.safetensors"), overwrite: true);
        Assert.Contains("is of step 2, but state.json beside it of step 3", Refusal(Options("b")));
    }

    [Fact]
    public void OtherOptimizerStateIsNamed()
    {
        Train(Options(), stop: 2);
        var path = Path.Combine(Checkpoint(Options()), "optimizer.safetensors");
        using (TorchSharp.torch.NewDisposeScope())
            SafetensorsFile.Write(path, new Dictionary<string, TorchSharp.torch.Tensor> { ["_out.bias.step"] = TorchSharp.torch.zeros(3) }, new Dictionary<string, string> { ["step"] = "2" });
        var message = Refusal(Options());
        Assert.Contains("_out.weight.exp_avg is missing", message);
        Assert.Contains("_out.bias.step is Float32 (3) instead of Int64 ()", message);
    }

    [Theory]
    [InlineData("{", "is not a run's state")]
    [InlineData("{\"format\": 1}", "is not a run's state")]
    [InlineData("null", "has the format")]
    public void ADamagedStateIsRefused(string text, string message)
    {
        Train(Options(), stop: 2);
        File.WriteAllText(Path.Combine(Checkpoint(Options()), "state.json"), text);
        Assert.Contains(message, Refusal(Options()));
    }

    private static string Refusal(TrainerOptions options) => Assert.Throws<CheckpointException>(() => Train(options, resume: true)).Message;
}

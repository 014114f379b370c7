using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Training;
using AttentionGen.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Training;

/// <summary>Runs draw from the process's generator: no other test may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TrainingRuns
{
    public const string Name = "training runs";
}

/// <summary>Runs in a folder of their own.</summary>
[Collection(TrainingRuns.Name)]
public abstract class TrainingCase : TemporaryFolder
{
    internal TrainerOptions Options(string run = "run") => new()
    {
        Folder = PathOf(run),
        MaxSteps = 12,
        MicroBatches = 2,
        Seed = 5,
        Batches = new BatchOptions { TokenBudget = 60, Bucket = 16, PadId = 1 },
        Schedule = new Schedule { LearningRate = 0.05, WarmupSteps = 3, Decay = Decay.Cosine },
    };

    /// <summary>Cancels behind a step.</summary>
    internal sealed class Stop(long step) : ITrainingObserver
    {
        private readonly CancellationTokenSource _source = new();

        public CancellationToken Token => _source.Token;

        public void Stepped(StepReport report)
        {
            if (report.Step == step)
                _source.Cancel();
        }
    }

    /// <summary>Trains until a step, in a process's way: with a module and everything else made anew.</summary>
    internal static TrainingResult Train(TrainerOptions options, bool resume = false, long stop = long.MaxValue, Func<TinyClassifier, IEvaluation>? evaluation = null, ITrainingObserver? observer = null)
    {
        using var scope = NewDisposeScope();
        using var model = new TinyClassifier();
        var at = new Stop(stop);
        return new Trainer(model, model, TinyClassifier.Data(), options)
        {
            Evaluation = evaluation?.Invoke(model),
            Observers = observer is null ? [at] : [at, observer],
        }.Run(resume, at.Token);
    }

    internal static IEvaluation Validate(TinyClassifier model) => new Validation(model, TinyClassifier.Data(20, seed: 9));

    internal static string Checkpoint(TrainerOptions options) => Assert.Single(Directory.GetDirectories(options.Folder, "checkpoint-*"));

    /// <summary>Two runs ended alike: weights, optimiser, state, and the log but for the speed.</summary>
    internal static void AssertSame(TrainerOptions expected, TrainerOptions actual)
    {
        string from = Checkpoint(expected), to = Checkpoint(actual);
        Assert.Equal(Path.GetFileName(from), Path.GetFileName(to));
        foreach (var file in new[] { "model.safetensors", "optimizer.safetensors", "state.json" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(from, file)), File.ReadAllBytes(Path.Combine(to, file)));
        Assert.Equal(Log(expected), Log(actual));
    }

    internal static string[] Log(TrainerOptions options) => [.. File.ReadLines(Path.Combine(options.Folder, "log.jsonl")).Select(line =>
    {
        var fields = JsonNode.Parse(line)!.AsObject();
        fields.Remove("tokens_per_second");
        return fields.ToJsonString();
    })];

    internal static float[] Weights(TrainerOptions options, string name)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(Path.Combine(Checkpoint(options), "model.safetensors"));
        return file.Load(name).data<float>().ToArray();
    }

    internal static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;
}

using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Training;

public class TrainerTests : TrainingCase
{
    private sealed class Recorder : ITrainingObserver
    {
        public List<StepReport> Steps { get; } = [];
        public List<EvaluationReport> Evaluations { get; } = [];
        public void Stepped(StepReport report) => Steps.Add(report);
        public void Evaluated(EvaluationReport report) => Evaluations.Add(report);
    }

    private sealed class Scripted(params double[] values) : IEvaluation
    {
        private int _next;
        public IReadOnlyDictionary<string, double> Run(CancellationToken cancellation) => new Dictionary<string, double> { ["loss"] = values[_next++] };
    }

    [Fact]
    public void TheLossFalls()
    {
        var seen = new Recorder();
        Train(Options() with { MaxSteps = 60 }, evaluation: Validate, observer: seen);
        Assert.True(seen.Steps[^1].Loss < 0.5 * seen.Steps[0].Loss, $"{seen.Steps[0].Loss} to {seen.Steps[^1].Loss}");
        Assert.True(seen.Evaluations.Single().Metrics["accuracy"] > 0.8);
        Assert.True(File.Exists(Path.Combine(Options().Folder, "loss.png")));
    }

    [Fact]
    public void TheBestModelIsKept()
    {
        var options = Options() with { EvaluateEvery = 3, CheckpointEvery = 3 };
        var seen = new Recorder();
        var result = Train(options, evaluation: _ => new Scripted(3, 1, double.NaN, 1), observer: seen);
        Assert.Equal(new BestSoFar(6, 1), result.Best);
        Assert.Equal([true, true, false, false], seen.Evaluations.Select(e => e.Best));
        var best = Assert.Single(Directory.GetDirectories(options.Folder, "best-*"));
        Assert.EndsWith("best-000000006", best);
        Assert.Equal(["metrics.json", "model.safetensors"], Directory.GetFiles(best).Select(f => Path.GetFileName(f)!).Order());
    }

    [Fact]
    public void MoreCanBeBetter()
    {
        var result = Train(Options() with { EvaluateEvery = 4, HigherIsBetter = true }, evaluation: _ => new Scripted(1, 3, 2));
        Assert.Equal(new BestSoFar(8, 3), result.Best);
    }

    /// <summary>Two micro-batches of 3 and 1 examples are one batch of 4.</summary>
    [Fact]
    public void MicroBatchesAreWeightedByTheirLabels()
    {
        var (whole, parts) = (Train("whole", 4, 1), Train("parts", 3, 2));
        Assert.All(whole.Zip(parts), p => Assert.Equal(p.First, p.Second, 1e-5f));
        Assert.Contains(whole.Zip(Train("first", 3, 1)), p => Math.Abs(p.First - p.Second) > 1e-3f);

        float[] Train(string run, int most, int micro)
        {
            using var scope = NewDisposeScope();
            using var model = new TinyClassifier(dropout: 0);
            // A large epsilon: the update grows with the gradient, and not only with its sign.
            var options = Options(run) with { MaxSteps = 1, MicroBatches = micro, ClipNorm = null, AdamW = new AdamWOptions { Epsilon = 0.1 }, Batches = new BatchOptions { Shuffle = false, MaxExamples = most } };
            new Trainer(model, model, TinyClassifier.Data(4), options).Run(cancellation: TestContext.Current.CancellationToken);
            return Weights(options, "_words.weight");
        }
    }

    [Fact]
    public void OnlyWhatMatchesIsTrained()
    {
        var options = Options() with { Train = ["_out.*"] };
        using var fresh = new TinyClassifier();
        Train(options);
        Assert.Equal(fresh.state_dict()["_words.weight"].data<float>().ToArray(), Weights(options, "_words.weight"));
        Assert.NotEqual(fresh.state_dict()["_out.weight"].data<float>().ToArray(), Weights(options, "_out.weight"));
        var error = Assert.Throws<TrainingException>(() => Train(Options("other") with { Train = ["_out.*", "encoder.*"] }));
        Assert.Contains("No parameter's name matches \"encoder.*\"", error.Message);
        Assert.Contains("_words.weight", error.Message);
    }

    [Fact]
    public void ALossThatIsNoNumberEndsTheRun()
    {
        using var model = new TinyClassifier();
        var objective = new Broken(model);
        var options = Options() with { CheckpointEvery = 1, MicroBatches = 1 };
        var error = Assert.Throws<TrainingException>(() => new Trainer(model, objective, TinyClassifier.Data(), options).Run(cancellation: TestContext.Current.CancellationToken));
        Assert.Contains("The loss of step 3 is NaN", error.Message);
        Assert.EndsWith("checkpoint-000000002", Checkpoint(options));
    }

    /// <summary>NaN from the third batch on.</summary>
    private sealed class Broken(TinyClassifier model) : IObjective
    {
        private int _calls;

        public BatchLoss Compute(Batch batch)
        {
            var result = model.Compute(batch);
            return ++_calls < 3 ? result : result with { Loss = result.Loss * double.NaN };
        }
    }

    [Fact]
    public void AStepLeavesNoTensors()
    {
        using var scope = NewDisposeScope();
        Train(Options("first") with { EvaluateEvery = 2, CheckpointEvery = 4 }, evaluation: Validate);
        var before = Live;
        Train(Options("second") with { EvaluateEvery = 2, CheckpointEvery = 4 }, evaluation: Validate);
        Assert.Equal(before, Live);
    }

    [Fact]
    public void WrongOptionsAreRefused()
    {
        Assert.Contains("no end", Refusal(Options() with { MaxSteps = null }));
        Assert.Contains("MicroBatches is 0", Refusal(Options() with { MicroBatches = 0 }));
        Assert.Contains("has no Evaluation", Refusal(Options() with { EvaluateEvery = 1 }));
        Assert.Contains("Example 0 has 9 tokens", Refusal(Options() with { Batches = new BatchOptions { TokenBudget = 8 } }));
        using (var model = new TinyClassifier())
            Assert.Throws<TrainingException>(() => new Validation(model, TinyClassifier.Data(), new BatchOptions { TokenBudget = 5 }));
        Assert.Contains("accuracy2", Assert.Throws<TrainingException>(() => Train(Options("metric") with { BestMetric = "accuracy2", EvaluateEvery = 1 }, evaluation: Validate)).Message);

        static string Refusal(TrainerOptions options)
        {
            using var model = new TinyClassifier();
            var source = new ExampleList([new Example([.. Enumerable.Range(2, 9)]) { Labels = [0] }]);
            return Assert.Throws<TrainingException>(() => new Trainer(model, model, source, options).Run(cancellation: TestContext.Current.CancellationToken)).Message;
        }
    }
}

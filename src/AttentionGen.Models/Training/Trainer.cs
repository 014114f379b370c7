using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>
/// Trains a module. A run that is killed or cancelled, and resumed with the same settings, gives the same weights bit by bit (on
/// devices whose operations are deterministic). Dropout draws from torch's generator, which is the process's: train one at a time.
/// </summary>
/// <param name="module">The module, on its device.</param>
/// <param name="objective">What to train it for.</param>
/// <param name="source">What to train it on.</param>
/// <param name="options">The settings.</param>
public sealed class Trainer(nn.Module module, IObjective objective, IExampleSource source, TrainerOptions options)
{
    /// <summary>Measures the model; no evaluations when null.</summary>
    public IEvaluation? Evaluation { get; init; }

    /// <summary>Changes the examples each time they are drawn.</summary>
    public IExampleTransform? Transform { get; init; }

    /// <summary>Are told what happens, such as a <see cref="ProgressLine"/>.</summary>
    public IReadOnlyList<ITrainingObserver> Observers { get; init; } = [];

    /// <summary>Trains to the end, or until cancelled. The module is in evaluation mode afterwards.</summary>
    /// <param name="resume">Whether to continue from the folder's checkpoint, where it has one.</param>
    /// <param name="cancellation">Cancelling writes a checkpoint and returns.</param>
    /// <exception cref="TrainingException">The settings or data cannot be used, or the loss is no longer a number.</exception>
    /// <exception cref="Checkpoints.CheckpointException">The checkpoint to resume from cannot be used.</exception>
    public TrainingResult Run(bool resume = false, CancellationToken cancellation = default)
    {
        options.Check();
        if (options.EvaluateEvery is not null && Evaluation is null)
            throw new TrainingException($"{nameof(options.EvaluateEvery)} is {options.EvaluateEvery}, but the trainer has no {nameof(Evaluation)}. Give both or neither.");
        BatchPlan.Check(source, options.Batches);
        var log = Path.Combine(options.Folder, "log.jsonl");
        if (!resume && File.Exists(log))
            throw new TrainingException($"{options.Folder} holds an earlier run. Resume it, or use another folder.");
        Directory.CreateDirectory(options.Folder);
        var latest = DurableFolder.Latest(options.Folder, RunCheckpoint.Kind);
        if (latest is null)
            DurableFolder.Clear(options.Folder, BestModel.Kind);
        var trained = ParameterSelection.Apply(module, options.Train);
        Parameter[] parameters = [.. trained.Select(t => t.Parameter)];
        Gradients.Clear(parameters);
        using var optimizer = new NamedAdamW(trained, options.AdamW);
        var feed = new BatchFeed(source, options.Batches, options.Seed, options.Epochs);
        var settings = RunSettings.Of(options, source);
        var state = latest is null
            ? new RunState { Format = RunState.CurrentFormat, Step = 0, Position = default, Best = null, EvaluationPending = false, Settings = settings }
            : RunCheckpoint.Read(latest, module, optimizer, settings);
        feed.Position = state.Position;
        var total = TotalSteps(feed);
        using var lines = new TrainingLog(log, state);
        var step = new TrainingStep(objective, feed, optimizer, parameters, options, total) { Transform = Transform };
        try
        {
            return Loop(state, total, step, feed, optimizer, lines, cancellation);
        }
        finally
        {
            Gradients.Clear(parameters);
            module.eval();
        }
    }

    private TrainingResult Loop(RunState state, long total, TrainingStep step, BatchFeed feed, NamedAdamW optimizer, TrainingLog log, CancellationToken cancellation)
    {
        ITrainingObserver[] observers = [log, .. Observers];
        double? loss = null;
        Tell(o => o.Started(state.Step, total));
        while (true)
        {
            if (state.EvaluationPending)
                state = Evaluate(state, observers, cancellation);
            var end = state.Step == total || cancellation.IsCancellationRequested;
            if (end || (state.Step > 0 && state.Step % options.CheckpointEvery == 0))
                Save(state with { Position = feed.Position });
            if (end)
                break;
            module.train();
            var report = step.Run(state.Step + 1);
            loss = report.Loss;
            Tell(o => o.Stepped(report));
            state = state with { Step = report.Step, EvaluationPending = Evaluation is not null && (report.Step == total || report.Step % options.EvaluateEvery == 0) };
        }
        var result = new TrainingResult(state.Step, state.Step < total || state.EvaluationPending, loss, state.Best);
        Tell(o => o.Finished(result));
        return result;

        void Save(RunState saved)
        {
            log.Flush();
            var folder = RunCheckpoint.Write(options.Folder, module, optimizer, saved);
            LossCurve.TrySave(Path.Combine(options.Folder, "log.jsonl"), Path.Combine(options.Folder, "loss.png"));
            Tell(o => o.Saved(folder));
        }

        void Tell(Action<ITrainingObserver> what) => Array.ForEach(observers, what);
    }

    /// <summary>Measures, and keeps the model when it is the best. Cancelled, the evaluation stays pending.</summary>
    private RunState Evaluate(RunState state, ITrainingObserver[] observers, CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, double> metrics;
        module.eval();
        try
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            metrics = Evaluation!.Run(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return state;
        }
        if (!metrics.TryGetValue(options.BestMetric, out var value))
            throw new TrainingException($"The evaluation has no \"{options.BestMetric}\" to keep the best model by. It has: {string.Join(", ", metrics.Keys)}.");
        var best = double.IsFinite(value) && (state.Best is null || (options.HigherIsBetter ? value > state.Best.Value : value < state.Best.Value));
        if (best)
        {
            DurableFolder.Write(options.Folder, BestModel.Kind, state.Step, aside =>
            {
                RunCheckpoint.WriteModel(aside, module, state.Step);
                DurableFolder.WriteFile(Path.Combine(aside, "metrics.json"), JsonSerializer.SerializeToUtf8Bytes(metrics.ToDictionary(), RunState.Json));
            });
        }
        Array.ForEach(observers, o => o.Evaluated(new EvaluationReport(state.Step, metrics, best)));
        return state with { EvaluationPending = false, Best = best ? new BestSoFar(state.Step, value) : state.Best };
    }

    private long TotalSteps(BatchFeed feed)
    {
        if (options.Epochs is null)
            return options.MaxSteps!.Value;
        var steps = (feed.CountBatches() + options.MicroBatches - 1) / options.MicroBatches;
        return Math.Min(steps, options.MaxSteps ?? steps);
    }
}

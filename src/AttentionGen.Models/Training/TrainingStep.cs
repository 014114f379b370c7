using System.Diagnostics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>One update of the weights: micro-batches forward and backward, clipping, the optimiser.</summary>
internal sealed class TrainingStep(IObjective objective, BatchFeed feed, NamedAdamW optimizer, Parameter[] parameters, TrainerOptions options, long total)
{
    private readonly Device _device = parameters[0].device;

    public IExampleTransform? Transform { get; init; }

    public StepReport Run(long step)
    {
        var began = Stopwatch.GetTimestamp();
        using var scope = NewDisposeScope();
        var epoch = feed.Position.Epoch;
        double loss = 0, weight = 0, norm = 0;
        long tokens = 0;
        for (var micro = 0; micro < options.MicroBatches && feed.Next() is { } examples; micro++)
        {
            var (sum, labels, read) = Backward(examples, step, micro);
            (loss, weight, tokens) = (loss + sum, weight + labels, tokens + read);
        }
        var rate = options.Schedule.At(step, total);
        if (weight > 0)
        {
            norm = Gradients.Normalize(parameters, weight, options.ClipNorm);
            if (!double.IsFinite(norm))
                throw Diverged("gradient", norm, step);
            optimizer.Step(rate);
        }
        Gradients.Clear(parameters);
        return new StepReport(step, epoch, weight > 0 ? loss / weight : null, rate, norm, tokens, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Adds the gradient of the summed (not the mean) loss: how many labels the step has is only known at its end.</summary>
    private (double Sum, double Weight, long Tokens) Backward(Example[] examples, long step, int micro)
    {
        using var scope = NewDisposeScope();
        // Seeding anew, rather than saving the generator's state: dropout continues bit by bit after resuming, on any device, whatever
        // an evaluation or a callback drew in between, and no native call that can end the process is needed.
        using var generator = manual_seed((long)new SeededRandom(options.Seed, Purpose.Torch, step, micro).Next());
        if (Transform is not null)
        {
            var random = new SeededRandom(options.Seed, Purpose.Transform, step, micro);
            examples = [.. examples.Select(e => Transform.Apply(e, random))];
        }
        using var batch = Batch.Create(examples, options.Batches.PadId, _device);
        var (loss, weight) = objective.Compute(batch);
        if (!(weight > 0))
            return (0, 0, batch.Tokens);
        if (loss.numel() != 1 || !loss.requires_grad)
            throw new TrainingException($"The objective's loss must be one number that depends on the trained parameters, but it has {loss.numel()} and {(loss.requires_grad ? "depends" : "does not depend")} on them.");
        var sum = loss * weight;
        var value = sum.to(ScalarType.Float64).item<double>();
        if (!double.IsFinite(value))
            throw Diverged("loss", value, step);
        sum.backward();
        return (value, weight, batch.Tokens);
    }

    private static TrainingException Diverged(string what, double value, long step) => new(
        $"The {what} of step {step} is {value}. The weights are left as they were before it, and no checkpoint was written since the last. Lower the learning rate, clip more, or look for damaged examples.");
}

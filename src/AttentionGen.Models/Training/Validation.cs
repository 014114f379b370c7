using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>Loss and metrics over examples kept apart: the means over all their labels.</summary>
/// <param name="objective">The loss; its metrics are reported under their names beside "loss".</param>
/// <param name="source">The examples.</param>
/// <param name="batches">How they are put together; in the source's order when null.</param>
/// <param name="device">The model's device; CPU when null.</param>
/// <exception cref="TrainingException">There are no examples, or one does not fit the batches.</exception>
public sealed class Validation(IObjective objective, IExampleSource source, BatchOptions? batches = null, Device? device = null) : IEvaluation
{
    private readonly BatchOptions _batches = Checked(source, batches ?? new BatchOptions { Shuffle = false });

    /// <summary>Changes the examples, each time alike, so that evaluations can be compared.</summary>
    public IExampleTransform? Transform { get; init; }

    /// <inheritdoc/>
    /// <exception cref="TrainingException">There are no labels to measure by.</exception>
    public IReadOnlyDictionary<string, double> Run(CancellationToken cancellation)
    {
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        double weight = 0;
        foreach (var indices in BatchPlan.Epoch(source, _batches, seed: 0, epoch: 0))
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var batch = Batch.Create([.. indices.Select(Example)], _batches.PadId, device);
            var result = objective.Compute(batch);
            if (result.Weight <= 0)
                continue;
            weight += result.Weight;
            foreach (var (name, value) in result.Metrics.Append(new("loss", result.Loss)))
                sums[name] = sums.GetValueOrDefault(name) + (value.to(ScalarType.Float64).item<double>() * result.Weight);
        }
        return weight > 0
            ? sums.ToDictionary(s => s.Key, s => s.Value / weight)
            : throw new TrainingException($"None of the {source.Count} validation examples has a label.");
    }

    /// <summary>Before the training that it would end.</summary>
    private static BatchOptions Checked(IExampleSource source, BatchOptions options)
    {
        BatchPlan.Check(source, options);
        return options;
    }

    private Example Example(int index) => Transform is null
        ? source.Get(index)
        : Transform.Apply(source.Get(index), new SeededRandom(0, Purpose.Validation, index));
}

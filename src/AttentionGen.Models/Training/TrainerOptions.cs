namespace AttentionGen.Models.Training;

/// <summary>Settings of a run. Those that decide its numbers are kept in its checkpoints, and a resumed run must have the same.</summary>
public sealed record TrainerOptions
{
    /// <summary>Where checkpoints, the best model, log.jsonl and loss.png go. It is made where it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Steps (updates of the weights), 1 or more; the end of the epochs when null.</summary>
    public long? MaxSteps { get; init; }

    /// <summary>Times that every example is seen, 1 or more; as many as the steps need when null. One of the two must be given.</summary>
    public int? Epochs { get; init; }

    /// <summary>Batches per step, whose gradients are added up; 1 or more.</summary>
    public int MicroBatches { get; init; } = 1;

    /// <summary>How batches are made.</summary>
    public BatchOptions Batches { get; init; } = new();

    /// <summary>The learning rate.</summary>
    public Schedule Schedule { get; init; } = new();

    /// <summary>The optimiser.</summary>
    public AdamWOptions AdamW { get; init; } = new();

    /// <summary>Longest gradient, as the Euclidean norm over all trained parameters; no limit when null.</summary>
    public double? ClipNorm { get; init; } = 1;

    /// <summary>Parameters to train, by names with * and ?, such as "*position_embeddings*"; all others are frozen. Empty: what requires gradients.</summary>
    public IReadOnlyList<string> Train { get; init; } = [];

    /// <summary>Decides the order of the data, dropout and hidden tokens; any value.</summary>
    public long Seed { get; init; }

    /// <summary>Steps between evaluations, beside the one after the last step; none when null.</summary>
    public long? EvaluateEvery { get; init; }

    /// <summary>Steps between checkpoints, beside the one after the last step; none when null.</summary>
    public long? CheckpointEvery { get; init; }

    /// <summary>The evaluation's number by which the best model is kept.</summary>
    public string BestMetric { get; init; } = "loss";

    /// <summary>Whether more of <see cref="BestMetric"/> is better.</summary>
    public bool HigherIsBetter { get; init; }

    /// <summary>Refuses what cannot run.</summary>
    internal void Check()
    {
        if (MaxSteps is null && Epochs is null)
            throw new TrainingException($"The run has no end: give {nameof(MaxSteps)}, {nameof(Epochs)} or both.");
        foreach (var (name, value) in new[] { (nameof(MaxSteps), MaxSteps), (nameof(Epochs), Epochs), (nameof(MicroBatches), MicroBatches), (nameof(EvaluateEvery), EvaluateEvery), (nameof(CheckpointEvery), CheckpointEvery) })
        {
            if (value < 1)
                throw new TrainingException($"{name} is {value}, but must be 1 or more.");
        }
        if (ClipNorm is <= 0 or double.NaN)
            throw new TrainingException($"{nameof(ClipNorm)} is {ClipNorm}, but must be above 0, or null for no limit.");
        if (!(Schedule.LearningRate > 0) || Schedule.WarmupSteps < 0 || Schedule.FinalShare is not (>= 0 and <= 1))
            throw new TrainingException($"The schedule needs a learning rate above 0 (it is {Schedule.LearningRate}), 0 or more warm-up steps ({Schedule.WarmupSteps}) and a final share from 0 to 1 ({Schedule.FinalShare}).");
    }
}

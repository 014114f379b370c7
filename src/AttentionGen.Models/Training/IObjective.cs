using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>What is trained for: a model around which a batch becomes a loss.</summary>
public interface IObjective
{
    /// <summary>The loss of a batch. The caller frees what is made here: it calls within a dispose scope.</summary>
    /// <param name="batch">The batch, on the model's device.</param>
    BatchLoss Compute(Batch batch);
}

/// <summary>The loss of one batch.</summary>
/// <param name="Loss">Scalar: the mean over <paramref name="Weight"/> labels.</param>
/// <param name="Weight">
/// How many labels (or tokens, or examples) the mean is over, 0 or more. Micro-batches are weighted by it, so that each label
/// counts alike; a batch of weight 0 is left out, whatever its loss is.
/// </param>
public sealed record BatchLoss(Tensor Loss, double Weight)
{
    /// <summary>
    /// Scalars that a validation reports beside the loss, such as "accuracy": means over the same labels. Never read in training.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> Metrics { get; init; } = new Dictionary<string, Tensor>();
}

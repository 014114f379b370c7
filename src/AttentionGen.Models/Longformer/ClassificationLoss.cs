using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>The loss of a classifier, the mean over the batch.</summary>
internal static class ClassificationLoss
{
    /// <summary>Logits (batch, outputs) and labels, as the problem type has them, to a scalar.</summary>
    /// <param name="type">The problem type; inferred from the labels when null.</param>
    /// <param name="logits">(batch, outputs).</param>
    /// <param name="labels">(batch), or (batch, outputs).</param>
    public static Tensor Of(ProblemType? type, Tensor logits, Tensor labels)
    {
        using var scope = NewDisposeScope();
        var (batch, outputs) = (logits.shape[0], logits.shape[1]);
        var loss = (type ?? ProblemTypes.Infer(outputs, labels)) switch
        {
            ProblemType.Regression => nn.functional.mse_loss(logits, LabelCheck.Numbers(labels, logits)),
            ProblemType.SingleLabelClassification => nn.functional.cross_entropy(logits, LabelCheck.Classes(labels, logits.device, outputs, batch)),
            _ => nn.functional.binary_cross_entropy_with_logits(logits, Shares(LabelCheck.Numbers(labels, logits))),
        };
        return loss.MoveToOuterDisposeScope();
    }

    private static Tensor Shares(Tensor labels)
    {
        var wide = labels.to(ScalarType.Float64);
        double least = wide.min().item<double>(), most = wide.max().item<double>();
        return least >= 0 && most <= 1 ? labels : throw new ArgumentException(
            FormattableString.Invariant($"With several labels per sequence each must be from 0 to 1, but they go from {least} to {most}."));
    }
}

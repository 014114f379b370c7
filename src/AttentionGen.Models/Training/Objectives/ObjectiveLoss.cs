using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>What the objectives that name a class share.</summary>
internal static class ObjectiveLoss
{
    /// <summary>The mean loss over the labels, and the share of them that has the highest logit.</summary>
    /// <param name="output">Logits (labels, classes), and their loss.</param>
    /// <param name="labels">(labels): the right classes.</param>
    public static BatchLoss Of(LongformerHeadOutput output, Tensor labels) => new(output.Loss!, labels.numel())
    {
        // Training has no use for it.
        Metrics = is_grad_enabled() ? new Dictionary<string, Tensor>() : new() { ["accuracy"] = output.Logits.argmax(-1).eq(labels).to(ScalarType.Float64).mean() },
    };
}

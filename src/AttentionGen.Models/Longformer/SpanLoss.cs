using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>The loss of an answer's first and last token.</summary>
internal static class SpanLoss
{
    /// <summary>Logits (batch, length, 2) and positions (batch, 2) to a scalar, the mean of both ends.</summary>
    public static Tensor Of(Tensor logits, Tensor labels)
    {
        var length = logits.shape[1];
        var positions = LabelCheck.Positions(labels, logits.device, length, logits.shape[0], 2); // (batch, 2)
        // Both ends are means over the rows that have one: rows without a start may have an end.
        return (End(0) + End(1)) / 2;

        Tensor End(int end) => nn.functional.cross_entropy(logits.select(2, end), positions.select(1, end), ignore_index: LabelCheck.Ignored);
    }
}

using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Logits to probabilities.</summary>
internal static class Softmax
{
    /// <summary>The probabilities of (batch, labels) logits, row by row, computed in float64. The caller's dispose scope frees what is made.</summary>
    public static double[] Of(Tensor logits) => [.. logits.to(ScalarType.Float64).softmax(-1).cpu().data<double>()];
}

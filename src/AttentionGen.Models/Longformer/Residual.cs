using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Residual connections.</summary>
internal static class Residual
{
    /// <summary>The sum of a fresh result, which nobody else needs, and what it is a change of: in place where no gradient is wanted.</summary>
    public static Tensor Add(Tensor change, Tensor states) => is_grad_enabled() ? change + states : change.add_(states);
}

using static TorchSharp.torch;

namespace AttentionGen.Kernels;

internal static class MaskedSoftmax
{
    /// <summary>Softmax over the last dimension where <paramref name="mask"/> is true; each row needs one such key.</summary>
    public static Tensor Of(Tensor scores, Tensor mask)
    {
        var masked = scores.masked_fill(~mask, double.NegativeInfinity);
        // Half-precision types are too coarse for a softmax.
        return scores.dtype == ScalarType.Float64 ? masked.softmax(-1) : masked.softmax(-1, ScalarType.Float32).to(scores.dtype);
    }
}

using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>Rows of padded tokens. For generated code.</summary>
public static class Padding
{
    /// <summary>Sets the rows of padded tokens of <paramref name="context"/>, (batch, length, heads, head size), to 0.</summary>
    public static Tensor ZeroRows(Tensor context, AttentionMasks masks) =>
        masks.RealTokens is { } real ? context.masked_fill(~real.unsqueeze(-1).unsqueeze(-1), 0) : context;
}

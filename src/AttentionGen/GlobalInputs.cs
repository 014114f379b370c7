using static TorchSharp.torch;

namespace AttentionGen;

/// <summary>
/// What the rows of global tokens are computed from: the layer's input and the separate global projections
/// (Longformer paper, section 3.1). The kernel decides whether keys and values of all tokens are formed
/// or the projections are absorbed into the few global queries.
/// </summary>
/// <param name="Hidden">The layer's input, (batch, length, hidden).</param>
/// <param name="QueryWeight">(heads x head size, hidden)</param>
/// <param name="QueryBias">(heads x head size)</param>
/// <param name="KeyWeight">(heads x head size, hidden)</param>
/// <param name="KeyBias">(heads x head size)</param>
/// <param name="ValueWeight">(heads x head size, hidden)</param>
/// <param name="ValueBias">(heads x head size)</param>
public sealed record GlobalInputs(
    Tensor Hidden,
    Tensor QueryWeight, Tensor QueryBias,
    Tensor KeyWeight, Tensor KeyBias,
    Tensor ValueWeight, Tensor ValueBias)
{
    internal void Check(long batch, long length, long width)
    {
        if (Hidden.dim() != 3 || Hidden.shape[0] != batch || Hidden.shape[1] != length)
            throw new ArgumentException($"The global projections' input must be ({batch}, {length}, hidden), but it is ({string.Join(", ", Hidden.shape)}).");
        var hidden = Hidden.shape[2];
        Check(QueryWeight, nameof(QueryWeight), width, hidden);
        Check(KeyWeight, nameof(KeyWeight), width, hidden);
        Check(ValueWeight, nameof(ValueWeight), width, hidden);
        Check(QueryBias, nameof(QueryBias), width);
        Check(KeyBias, nameof(KeyBias), width);
        Check(ValueBias, nameof(ValueBias), width);
    }

    private static void Check(Tensor tensor, string name, params long[] expected)
    {
        if (!tensor.shape.AsSpan().SequenceEqual(expected))
            throw new ArgumentException($"{name} must be ({string.Join(", ", expected)}), but it is ({string.Join(", ", tensor.shape)}).");
    }
}

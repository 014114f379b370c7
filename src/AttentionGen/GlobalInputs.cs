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
    /// <summary>The same for some heads.</summary>
    internal GlobalInputs ForHeads(Tensor heads, long size)
    {
        // Rows of the projections: head x head size + 0, 1, ...
        var rows = (heads.unsqueeze(1) * size + arange(size, device: heads.device)).flatten();
        return new GlobalInputs(
            Hidden, Take(QueryWeight), Take(QueryBias), Take(KeyWeight), Take(KeyBias), Take(ValueWeight), Take(ValueBias));

        Tensor Take(Tensor x) => x.index_select(0, rows);
    }

    /// <summary>Refuses shapes, types and devices that do not go with <paramref name="q"/>, (batch, length, heads, head size).</summary>
    internal void Check(Tensor q, long width)
    {
        if (Hidden.dim() != 3 || Hidden.shape[0] != q.shape[0] || Hidden.shape[1] != q.shape[1])
            throw new ArgumentException($"{nameof(Hidden)} must be ({q.shape[0]}, {q.shape[1]}, hidden), but it is ({string.Join(", ", Hidden.shape)}).");
        var hidden = Hidden.shape[2];
        Hidden.RequireLike(q, nameof(Hidden));
        Check(QueryWeight, nameof(QueryWeight), width, hidden);
        Check(KeyWeight, nameof(KeyWeight), width, hidden);
        Check(ValueWeight, nameof(ValueWeight), width, hidden);
        Check(QueryBias, nameof(QueryBias), width);
        Check(KeyBias, nameof(KeyBias), width);
        Check(ValueBias, nameof(ValueBias), width);

        void Check(Tensor tensor, string name, params long[] expected)
        {
            if (!tensor.shape.AsSpan().SequenceEqual(expected))
                throw new ArgumentException($"{name} must be ({string.Join(", ", expected)}), but it is ({string.Join(", ", tensor.shape)}).");
            tensor.RequireLike(q, name);
        }
    }
}

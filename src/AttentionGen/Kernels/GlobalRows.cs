using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>
/// The rows of global tokens: computed again with their own projections over all tokens that the limits allow
/// (Longformer paper, section 3.1). For generated code.
/// </summary>
public static class GlobalRows
{
    /// <summary>Replaces the global tokens' rows of <paramref name="context"/>, (batch, length, heads, head size).</summary>
    public static Tensor Overwrite(Tensor context, GlobalInputs globals, AttentionMasks masks, bool causal, DropoutState dropout)
    {
        long heads = context.shape[2], size = context.shape[3];
        var q = Queries(globals, masks, heads, size);
        var rows = Absorbs(globals, masks, heads)
            ? Mix(Drop(Softmax(Scores(q, globals), masks, causal), dropout), globals, size)
            : nn.functional.scaled_dot_product_attention(
                q, Project(globals.Hidden, globals.KeyWeight, globals.KeyBias, heads), Project(globals.Hidden, globals.ValueWeight, globals.ValueBias, heads),
                ReadableKeys(masks, causal).expand(-1, heads, masks.MaxGlobals, -1), dropout.Probability);
        // (batch, heads, globals, head size) to the used slots only, (used, heads, head size)
        var used = rows.transpose(1, 2).flatten(0, 1).index_select(0, masks.GlobalSlotIndex!);
        return context.flatten(0, 1).index_copy(0, masks.GlobalTokenIndex!, used).unflatten(0, [masks.Batch, masks.Length]);
    }

    /// <summary>(batch, heads, globals, length): what each global token reads; unused slots are 0.</summary>
    public static Tensor Probabilities(GlobalInputs globals, AttentionMasks masks, bool causal, long heads, long size)
    {
        var probabilities = Softmax(Scores(Queries(globals, masks, heads, size), globals), masks, causal);
        return probabilities * masks.GlobalSlots!.unsqueeze(1).unsqueeze(-1);
    }

    /// <summary>True when the key and value projections follow the few global queries instead of running over all tokens.</summary>
    private static bool Absorbs(GlobalInputs globals, AttentionMasks masks, long heads) => masks.MaxGlobals * heads < globals.Hidden.shape[2];

    /// <summary>(batch, heads, globals, head size)</summary>
    private static Tensor Queries(GlobalInputs globals, AttentionMasks masks, long heads, long size)
    {
        var hidden = globals.Hidden.flatten(0, 1).index_select(0, masks.GlobalGatherIndex!); // (batch x globals, hidden)
        return nn.functional.linear(hidden, globals.QueryWeight, globals.QueryBias)
            .reshape(masks.Batch, masks.MaxGlobals, heads, size).transpose(1, 2);
    }

    /// <summary>q . (W h + b) = (W^T q) . h + q . b: (batch, heads, globals, length), scaled.</summary>
    private static Tensor Scores(Tensor q, GlobalInputs globals)
    {
        long heads = q.shape[1], size = q.shape[3];
        var absorbed = einsum("bhgd,hdc->bhgc", q, globals.KeyWeight.unflatten(0, [heads, size]));
        var scores = absorbed.flatten(1, 2).bmm(globals.Hidden.transpose(1, 2)).unflatten(1, [heads, q.shape[2]]);
        var bias = einsum("bhgd,hd->bhg", q, globals.KeyBias.unflatten(0, [heads, size])).unsqueeze(-1);
        return (scores + bias) / Math.Sqrt(size);
    }

    /// <summary>The value projection after the weighted sum: (batch, heads, globals, head size).</summary>
    private static Tensor Mix(Tensor probabilities, GlobalInputs globals, long size)
    {
        long heads = probabilities.shape[1], count = probabilities.shape[2];
        var mixed = probabilities.flatten(1, 2).bmm(globals.Hidden).unflatten(1, [heads, count]); // (batch, heads, globals, hidden)
        var weight = globals.ValueWeight.unflatten(0, [heads, size]);
        // Dropout leaves sums other than 1, so the bias is weighted too.
        var bias = probabilities.sum(-1, keepdim: true) * globals.ValueBias.reshape(1, heads, 1, size);
        return einsum("bhgc,hdc->bhgd", mixed, weight) + bias;
    }

    private static Tensor Softmax(Tensor scores, AttentionMasks masks, bool causal) =>
        MaskedSoftmax.Of(scores, ReadableKeys(masks, causal));

    /// <summary>(batch, 1, 1 or globals, length) bool</summary>
    private static Tensor ReadableKeys(AttentionMasks masks, bool causal)
    {
        var keys = (masks.RealTokens ?? ones(masks.Batch, masks.Length, dtype: ScalarType.Bool, device: masks.Device)).unsqueeze(1).unsqueeze(1);
        if (causal)
            keys = keys & (arange(masks.Length, device: masks.Device) <= masks.GlobalPositions!.unsqueeze(1).unsqueeze(-1));
        return BandMasks.KeepFinite(keys);
    }

    private static Tensor Project(Tensor hidden, Tensor weight, Tensor bias, long heads) =>
        nn.functional.linear(hidden, weight, bias).unflatten(2, [heads, weight.shape[0] / heads]).transpose(1, 2);

    private static Tensor Drop(Tensor probabilities, DropoutState dropout) =>
        dropout.Probability > 0 ? nn.functional.dropout(probabilities, dropout.Probability, training: true) : probabilities;
}

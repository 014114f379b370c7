using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>
/// The rows of global tokens: computed again with their own projections over all tokens that the limits allow
/// (Longformer paper, section 3.1). For generated code.
/// </summary>
public static class GlobalRows
{
    /// <summary>Replaces the global tokens' rows of <paramref name="context"/>, (batch, length, heads, head size), with projections of their own.</summary>
    public static Tensor Overwrite(Tensor context, GlobalInputs globals, AttentionMasks masks, Limits limits, DropoutState dropout)
    {
        long heads = context.shape[2], size = context.shape[3];
        var q = Queries(globals, masks, heads, size);
        var rows = Absorbs(globals, masks, heads)
            ? Mix(Drop(Softmax(Scores(q, globals), masks, limits), dropout), globals, size)
            : Attend(
                q, Project(globals.Hidden, globals.KeyWeight, globals.KeyBias, heads), Project(globals.Hidden, globals.ValueWeight, globals.ValueBias, heads),
                masks, limits, dropout);
        return Overwrite(context, rows, masks);
    }

    /// <summary>Replaces the global tokens' rows of <paramref name="context"/>, with the projections of all tokens.</summary>
    public static Tensor Overwrite(Tensor context, Tensor q, Tensor k, Tensor v, AttentionMasks masks, Limits limits, DropoutState dropout) =>
        Overwrite(context, Attend(Queries(q, masks), k.transpose(1, 2), v.transpose(1, 2), masks, limits, dropout), masks);

    /// <summary>(batch, heads, globals, length): what each global token reads with projections of its own; unused slots are 0.</summary>
    public static Tensor Probabilities(GlobalInputs globals, AttentionMasks masks, Limits limits, long heads, long size) =>
        UsedSlots(Softmax(Scores(Queries(globals, masks, heads, size), globals), masks, limits), masks);

    /// <summary>(batch, heads, globals, length): what each global token reads with the projections of all tokens; unused slots are 0.</summary>
    public static Tensor Probabilities(Tensor q, Tensor k, AttentionMasks masks, Limits limits) =>
        UsedSlots(Softmax(einsum("bhgd,bkhd->bhgk", Queries(q, masks), k) / Math.Sqrt(q.shape[3]), masks, limits), masks);

    private static Tensor UsedSlots(Tensor probabilities, AttentionMasks masks) => probabilities * masks.GlobalSlots!.unsqueeze(1).unsqueeze(-1);

    /// <summary>rows: (batch, heads, globals, head size), of which only the used slots are taken.</summary>
    private static Tensor Overwrite(Tensor context, Tensor rows, AttentionMasks masks)
    {
        var used = rows.transpose(1, 2).flatten(0, 1).index_select(0, masks.GlobalSlotIndex!); // (used, heads, head size)
        // The context is a fresh result: where no gradient is wanted, a copy of it would be for nothing.
        if (!is_grad_enabled() && context.is_contiguous())
        {
            context.flatten(0, 1).index_copy_(0, masks.GlobalTokenIndex!, used);
            return context;
        }
        return context.flatten(0, 1).index_copy(0, masks.GlobalTokenIndex!, used).unflatten(0, [masks.Batch, masks.Length]);
    }

    /// <summary>(batch, heads, globals, head size), from keys and values (batch, heads, length, head size).</summary>
    private static Tensor Attend(Tensor q, Tensor k, Tensor v, AttentionMasks masks, Limits limits, DropoutState dropout) =>
        nn.functional.scaled_dot_product_attention(q, k, v, ReadableKeys(masks, limits).expand(-1, q.shape[1], masks.MaxGlobals, -1), dropout.Probability);

    /// <summary>(batch, length, heads, head size) to (batch, heads, globals, head size).</summary>
    private static Tensor Queries(Tensor q, AttentionMasks masks) =>
        q.flatten(0, 1).index_select(0, masks.GlobalGatherIndex!).unflatten(0, [masks.Batch, masks.MaxGlobals]).transpose(1, 2);

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

    private static Tensor Softmax(Tensor scores, AttentionMasks masks, Limits limits) =>
        MaskedSoftmax.Of(scores, ReadableKeys(masks, limits));

    /// <summary>(batch, 1, 1 or globals, length) bool</summary>
    private static Tensor ReadableKeys(AttentionMasks masks, Limits limits)
    {
        var keys = (masks.RealTokens ?? ones(masks.Batch, masks.Length, dtype: ScalarType.Bool, device: masks.Device)).unsqueeze(1).unsqueeze(1);
        if (limits.Causal)
            keys = keys & (arange(masks.Length, device: masks.Device) <= masks.GlobalPositions!.unsqueeze(1).unsqueeze(-1));
        if (limits.Segments)
            keys = keys & masks.Segments.gather(1, masks.GlobalPositions!).unsqueeze(1).unsqueeze(-1).eq(masks.Segments.unsqueeze(1).unsqueeze(1));
        return BandMasks.KeepFinite(keys);
    }

    private static Tensor Project(Tensor hidden, Tensor weight, Tensor bias, long heads) =>
        nn.functional.linear(hidden, weight, bias).unflatten(2, [heads, weight.shape[0] / heads]).transpose(1, 2);

    private static Tensor Drop(Tensor probabilities, DropoutState dropout) =>
        dropout.Probability > 0 ? nn.functional.dropout(probabilities, dropout.Probability, training: true) : probabilities;
}

using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary><see cref="GlobalRows"/> where heads differ in how they treat global tokens. For generated code.</summary>
public static class GlobalRowsOfHeads
{
    /// <summary>Replaces the global tokens' rows in some heads of <paramref name="context"/>, with projections of their own.</summary>
    public static Tensor Overwrite(Tensor context, GlobalInputs globals, AttentionMasks masks, Limits limits, DropoutState dropout, params int[] heads)
    {
        var index = Index(heads, masks);
        return Replace(context, index, GlobalRows.Overwrite(context.index_select(2, index), globals.ForHeads(index, context.shape[3]), masks, limits, dropout));
    }

    /// <summary>Replaces the global tokens' rows in some heads of <paramref name="context"/>, with the projections of all tokens.</summary>
    public static Tensor Overwrite(Tensor context, Tensor q, Tensor k, Tensor v, AttentionMasks masks, Limits limits, DropoutState dropout, params int[] heads)
    {
        var index = Index(heads, masks);
        return Replace(context, index, GlobalRows.Overwrite(
            context.index_select(2, index), q.index_select(2, index), k.index_select(2, index), v.index_select(2, index), masks, limits, dropout));
    }

    /// <summary>Puts what global tokens read in some heads, with projections of their own, among all heads' (batch, heads, globals, length).</summary>
    public static Tensor Probabilities(Tensor rows, GlobalInputs globals, AttentionMasks masks, Limits limits, long size, params int[] heads)
    {
        var index = Index(heads, masks);
        return rows.index_copy(1, index, GlobalRows.Probabilities(globals.ForHeads(index, size), masks, limits, heads.Length, size));
    }

    /// <summary>Puts what global tokens read in some heads, with the projections of all tokens, among all heads' (batch, heads, globals, length).</summary>
    public static Tensor Probabilities(Tensor rows, Tensor q, Tensor k, AttentionMasks masks, Limits limits, params int[] heads)
    {
        var index = Index(heads, masks);
        return rows.index_copy(1, index, GlobalRows.Probabilities(q.index_select(2, index), k.index_select(2, index), masks, limits));
    }

    /// <summary>(batch, heads, globals, length) of zeros.</summary>
    public static Tensor None(Tensor q, AttentionMasks masks) => zeros([masks.Batch, q.shape[2], masks.MaxGlobals, masks.Length], q.dtype, q.device);

    private static Tensor Index(int[] heads, AttentionMasks masks) => tensor([.. heads.Select(h => (long)h)], device: masks.Device);

    private static Tensor Replace(Tensor context, Tensor heads, Tensor part) => context.index_copy(2, heads, part);
}

using static TorchSharp.torch;

namespace AttentionGen.Kernels.Vectors;

/// <summary>A layer on vector kernels: float32 on the CPU. For generated code.</summary>
/// <param name="groups">Heads that read alike; together all heads of the layer.</param>
public sealed class VectorLayer(params VectorHeads[] groups)
{
    /// <summary>Context (batch, length, heads, head size) of queries, keys and values of that shape, with any strides. Rows of padded tokens are 0.</summary>
    /// <remarks>Rows of global tokens that are computed elsewhere are 0, too.</remarks>
    public Tensor Forward(int layer, Tensor q, Tensor k, Tensor v, AttentionMasks masks, DropoutState dropout)
    {
        using var scope = NewDisposeScope();
        var call = new VectorCall([.. groups.Select(g => g.Prepare(layer, masks))], Dropping(dropout));
        Tensor Rows(Tensor x) => x.stride(3) == 1 ? x : x.contiguous();
        (q, k, v) = (Rows(q), Rows(k), Rows(v));
        var context = is_grad_enabled() && (q.requires_grad || k.requires_grad || v.requires_grad)
            ? VectorFunction.apply(q, k, v, call)
            : call.Forward(q, k, v, null);
        return context.MoveToOuterDisposeScope();
    }

    private static Dropping Dropping(DropoutState dropout)
    {
        if (dropout.Probability <= 0)
            return default;
        // From torch's generator: manual_seed repeats it.
        using var seed = randint(long.MaxValue, [1], ScalarType.Int64);
        return new Dropping(dropout.Probability, (ulong)seed.item<long>());
    }
}

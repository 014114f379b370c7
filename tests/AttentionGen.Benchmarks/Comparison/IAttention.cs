using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>A method, ready for one shape.</summary>
internal interface IAttention : IDisposable
{
    /// <summary>Attention of one sequence.</summary>
    /// <param name="q">Queries, unscaled: (1, length, heads, head size), as projections of a model give them. Not to be written to.</param>
    /// <param name="k">Keys, the same shape.</param>
    /// <param name="v">Values, the same shape.</param>
    /// <returns>The context, the same shape, with any strides.</returns>
    Tensor Forward(Tensor q, Tensor k, Tensor v);
}

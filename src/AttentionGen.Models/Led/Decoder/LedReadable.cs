using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>What the decoder's queries may read in one layer.</summary>
/// <param name="Keys">(rows, heads, keys, head size).</param>
/// <param name="Values">(rows, heads, keys, head size).</param>
/// <param name="Mask">Bool that expands to (rows, heads, queries, keys), true where a query may read; null where it may everywhere.</param>
internal readonly record struct LedReadable(Tensor Keys, Tensor Values, Tensor? Mask);

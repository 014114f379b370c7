using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Probabilities in Hugging Face's layout.</summary>
internal static class LongformerAttentions
{
    /// <summary>(batch, heads, length, globals + window + 1): global columns first, then the band.</summary>
    public static Tensor Local(AttentionProbabilities probabilities) => probabilities.GlobalColumns is { } columns
        ? cat([columns, probabilities.Local], dim: 3)
        : probabilities.Local.alias();

    /// <summary>(batch, heads, length, globals): a column for each global token.</summary>
    public static Tensor Global(AttentionProbabilities probabilities) => probabilities.GlobalRows!.transpose(2, 3);
}

using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>Where the decoder's layers find what their queries may read: computed for whole targets, or kept from step to step.</summary>
internal interface ILedDecoderMemory
{
    /// <summary>Tokens of each row before those that are decoded now.</summary>
    int Past { get; }

    /// <summary>What self-attention reads: all tokens up to each query.</summary>
    /// <param name="layer">The layer's number.</param>
    /// <param name="attention">The layer's self-attention.</param>
    /// <param name="hidden">(rows, new tokens, hidden): its input.</param>
    LedReadable Before(int layer, LedDecoderAttention attention, Tensor hidden);

    /// <summary>What cross-attention reads: the input's real tokens.</summary>
    /// <param name="layer">The layer's number.</param>
    /// <param name="attention">The layer's cross-attention.</param>
    LedReadable Source(int layer, LedDecoderAttention attention);

    /// <summary>Hidden states of rows, (rows, new tokens, hidden), as those of their inputs: (inputs, queries, hidden).</summary>
    Tensor ToInputs(Tensor hidden);

    /// <summary>The other way round.</summary>
    Tensor ToRows(Tensor hidden);
}

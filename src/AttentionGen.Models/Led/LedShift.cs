using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>What the decoder reads in training: what it shall say, one token later.</summary>
internal static class LedShift
{
    /// <summary>Ids or labels (batch, length) shifted to the right behind the start token; positions without a label become padding.</summary>
    public static Tensor Right(Tensor ids, LedConfig config)
    {
        using var scope = NewDisposeScope();
        var start = full([ids.shape[0], 1], config.DecoderStartTokenId, ScalarType.Int64, ids.device);
        var shifted = cat([start, ids.to(ScalarType.Int64).narrow(1, 0, ids.shape[1] - 1)], 1); // (batch, length)
        return shifted.masked_fill(shifted.eq(Training.Batch.NoLabel), config.PadTokenId).MoveToOuterDisposeScope();
    }
}

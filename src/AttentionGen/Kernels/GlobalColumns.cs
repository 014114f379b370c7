using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>The keys and values of global tokens, which every query reads beside its band. For generated code.</summary>
public static class GlobalColumns
{
    /// <summary>
    /// Puts the global tokens of <paramref name="x"/> (batch, length, heads, head size) behind the keys of each window:
    /// (batch x stride x chunks, keys, ...) to (batch x stride x chunks, keys + globals, ...).
    /// </summary>
    public static Tensor Append(Tensor windows, Tensor x, AttentionMasks masks, in BandTiles tiles)
    {
        var globals = x.flatten(0, 1).index_select(0, masks.GlobalGatherIndex!).unflatten(0, [masks.Batch, masks.MaxGlobals]);
        return cat([windows, BandMasks.PerChunk(globals, tiles)], 1);
    }
}

using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>What training leaves out by chance, from torch's generator.</summary>
internal static class LedDropout
{
    /// <summary>The values, some of them 0 in training.</summary>
    public static Tensor Of(Tensor values, double share, bool training) => training && share > 0 ? nn.functional.dropout(values, share, training) : values;

    /// <summary>Whether a layer is left out this time.</summary>
    public static bool LeavesOut(double share, bool training)
    {
        if (!training || share == 0)
            return false;
        using var chance = rand(1);
        return chance.item<float>() < share;
    }
}

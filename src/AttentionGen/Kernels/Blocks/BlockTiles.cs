using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>Cutting sequences into blocks, and joining them again.</summary>
internal static class BlockTiles
{
    /// <summary>(batch, length, ...) to (batch x blocks, block, ...), filled with zeros.</summary>
    public static Tensor Cut(Tensor x, long block)
    {
        var blocks = (x.shape[1] + block - 1) / block;
        return Pad(x, blocks * block).unflatten(1, [blocks, block]).flatten(0, 1);
    }

    /// <summary>(batch, length, heads, head size) to (batch x heads x blocks, block, 1, head size).</summary>
    public static Tensor CutHeads(Tensor x, long block)
    {
        var blocks = (x.shape[1] + block - 1) / block;
        return Pad(x, blocks * block).unflatten(1, [blocks, block]).permute(0, 3, 1, 2, 4).flatten(0, 2).unsqueeze(2);
    }

    /// <summary>(batch x blocks, block, heads, head size) back to (batch, length, heads, head size).</summary>
    public static Tensor Join(Tensor x, long batch, long length) => x.unflatten(0, [batch, x.shape[0] / batch]).flatten(1, 2).narrow(1, 0, length);

    /// <summary>(batch x heads x blocks, block, 1, head size) back to (batch, length, heads, head size).</summary>
    public static Tensor JoinHeads(Tensor x, long batch, long heads, long length) =>
        x.squeeze(2).unflatten(0, [batch, heads, x.shape[0] / (batch * heads)]).permute(0, 2, 3, 1, 4).flatten(1, 2).narrow(1, 0, length);

    private static Tensor Pad(Tensor x, long length)
    {
        if (x.shape[1] == length)
            return x;
        var padding = new long[2 * (x.dim() - 1)]; // last dimension first
        padding[^1] = length - x.shape[1];
        return nn.functional.pad(x, padding);
    }
}

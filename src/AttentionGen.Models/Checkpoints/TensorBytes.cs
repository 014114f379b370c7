using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>A tensor's memory in pieces that fit a <see cref="Span{T}"/>, whose length is an int.</summary>
internal static class TensorBytes
{
    private const long ChunkBytes = 1 << 30;

    /// <summary>Flat views of at most 1 GiB, in order. The caller's dispose scope frees them.</summary>
    /// <param name="tensor">A contiguous tensor on the CPU.</param>
    public static IEnumerable<Tensor> Chunks(Tensor tensor)
    {
        var flat = tensor.view(-1);
        var step = ChunkBytes / TensorDtypes.SizeOf(tensor.dtype);
        for (long start = 0; start < flat.shape[0]; start += step)
            yield return flat.narrow(0, start, Math.Min(step, flat.shape[0] - start));
    }
}

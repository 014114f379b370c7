using static TorchSharp.torch;

namespace AttentionGen.Models.Checkpoints;

/// <summary>Makes tensors of a file's bytes. The caller's dispose scope frees them.</summary>
internal static class StoredTensor
{
    /// <summary>All of a tensor.</summary>
    public static Tensor Read(CheckpointEntry entry)
    {
        if (entry.Strides is not { } strides)
            return Read(entry, 0, entry.Elements).view([.. entry.Shape]);
        // The stretch of the storage between its first element and its last: never more than the file has.
        var reach = 1 + entry.Shape.Zip(strides, (size, stride) => (size - 1) * stride).Sum();
        return Read(entry, 0, reach).as_strided([.. entry.Shape], [.. strides], 0).contiguous();
    }

    /// <summary>Elements as they lie in the file, in one row.</summary>
    public static Tensor Read(CheckpointEntry entry, long start, long count)
    {
        var tensor = empty([count], entry.Dtype);
        Fill(tensor, entry, start);
        return tensor;
    }

    /// <summary>Copies elements as they lie in the file into a flat tensor of the same type on the CPU.</summary>
    public static void Fill(Tensor flat, CheckpointEntry entry, long start)
    {
        var position = entry.Position + (start * TensorDtypes.SizeOf(entry.Dtype));
        foreach (var chunk in TensorBytes.Chunks(flat))
        {
            var bytes = chunk.bytes;
            entry.File.Copy(position, bytes);
            position += bytes.Length;
        }
    }
}

using static TorchSharp.torch;

namespace AttentionGen.Kernels.Vectors;

/// <summary>Where the numbers of a float32 tensor (batch, length, heads, head size) lie; those of one head are side by side.</summary>
internal readonly unsafe struct HeadTensor
{
    private readonly float* _start;
    private readonly long _batch, _head;

    private HeadTensor(float* start, long batch, long token, long head)
    {
        _start = start;
        (_batch, Token, _head) = (batch, token, head);
    }

    /// <summary>Floats from one token to the next.</summary>
    public long Token { get; }

    /// <summary>A tensor's memory: it must live as long as this is used.</summary>
    public static HeadTensor Of(Tensor tensor)
    {
        using var first = tensor.as_strided([1], [1], tensor.storage_offset());
        fixed (byte* start = first.bytes)
            return new HeadTensor((float*)start, tensor.stride(0), tensor.stride(1), tensor.stride(2));
    }

    /// <summary>Token 0 of a sequence and a head.</summary>
    public float* At(int row, int head) => _start + (row * _batch) + (head * _head);
}

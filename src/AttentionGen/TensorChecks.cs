using static TorchSharp.torch;

namespace AttentionGen;

internal static class TensorChecks
{
    /// <summary>Refuses another type or device than that of the queries.</summary>
    public static void RequireLike(this Tensor tensor, Tensor q, string name)
    {
        if (tensor.dtype != q.dtype || tensor.device.ToString() != q.device.ToString())
            throw new ArgumentException($"q is {q.dtype} on {q.device}, but {name} is {tensor.dtype} on {tensor.device}.", name);
    }
}

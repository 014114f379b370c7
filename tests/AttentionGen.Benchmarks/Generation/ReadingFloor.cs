using System.Numerics;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Generation;

/// <summary>The time that memory itself takes: reading tensors once, with as many threads as torch has. No step that needs them all is faster.</summary>
internal static class ReadingFloor
{
    private const int Chunk = 1 << 18; // floats

    /// <summary>Seconds of the best of several readings.</summary>
    /// <param name="tensors">Contiguous float32 tensors.</param>
    /// <param name="rounds">Readings.</param>
    public static double Seconds(IReadOnlyList<Tensor> tensors, int rounds) => Enumerable.Range(0, rounds).Min(_ => Timing.Seconds(() => Read(tensors)));

    /// <summary>Bytes of the tensors.</summary>
    public static double Bytes(IReadOnlyList<Tensor> tensors) => tensors.Sum(t => 4.0 * t.numel());

    private static float Read(IReadOnlyList<Tensor> tensors)
    {
        var chunks = tensors.SelectMany(t => Enumerable.Range(0, (int)((t.numel() + Chunk - 1) / Chunk)).Select(i => (Tensor: t, Start: (long)i * Chunk))).ToArray();
        var sums = new float[get_num_threads()];
        Parallel.For(0, sums.Length, thread =>
        {
            var sum = Vector<float>.Zero;
            for (var i = thread; i < chunks.Length; i += sums.Length)
                sum += Sum(chunks[i].Tensor, chunks[i].Start);
            sums[thread] = Vector.Sum(sum);
        });
        return sums.Sum();
    }

    private static unsafe Vector<float> Sum(Tensor tensor, long start)
    {
        var span = new ReadOnlySpan<float>((float*)Pointer(tensor) + start, (int)Math.Min(Chunk, tensor.numel() - start));
        Vector<float> one = default, two = default, three = default, four = default;
        var width = Vector<float>.Count;
        for (; span.Length >= 4 * width; span = span[(4 * width)..])
        {
            one += new Vector<float>(span);
            two += new Vector<float>(span[width..]);
            three += new Vector<float>(span[(2 * width)..]);
            four += new Vector<float>(span[(3 * width)..]);
        }
        return one + two + three + four;
    }

    private static unsafe nint Pointer(Tensor tensor)
    {
        fixed (byte* bytes = tensor.bytes)
            return (nint)bytes;
    }
}

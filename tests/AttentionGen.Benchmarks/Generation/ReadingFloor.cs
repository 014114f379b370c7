using System.Diagnostics;
using System.Numerics;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Generation;

/// <summary>The time that memory itself takes: reading tensors once, with as many threads as torch has. No step that needs them all is faster.</summary>
/// <param name="tensors">Contiguous float32 tensors.</param>
internal sealed class ReadingFloor(IReadOnlyList<Tensor> tensors)
{
    private const int Chunk = 1 << 18; // floats

    private readonly (Tensor Tensor, long Start)[] _chunks =
        [.. tensors.SelectMany(t => Enumerable.Range(0, (int)((t.numel() + Chunk - 1) / Chunk)).Select(i => (t, (long)i * Chunk)))];

    /// <summary>Bytes of the tensors.</summary>
    public double Bytes { get; } = tensors.Sum(t => 4.0 * t.numel());

    /// <summary>Reads all: the seconds that it took.</summary>
    public double Read()
    {
        var began = Stopwatch.GetTimestamp();
        var sums = new float[get_num_threads()];
        Parallel.For(0, sums.Length, thread =>
        {
            var sum = Vector<float>.Zero;
            for (var i = thread; i < _chunks.Length; i += sums.Length)
                sum += Sum(_chunks[i].Tensor, _chunks[i].Start);
            sums[thread] = Vector.Sum(sum);
        });
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        GC.KeepAlive(sums);
        return seconds;
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

using AttentionGen.Benchmarks.Generation;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Models;

/// <summary>The ceiling: floating-point operations a second of a large matrix product, the best of those that stand between the cases.</summary>
internal sealed class MatrixProducts : IDisposable
{
    private const long Size = 2048;

    private readonly Tensor _one = randn(Size, Size);
    private readonly Tensor _other = randn(Size, Size);

    /// <summary>The best rate so far.</summary>
    public double Best { get; private set; }

    /// <summary>Multiplies once more.</summary>
    public void Measure() => Best = Math.Max(Best, 2.0 * Size * Size * Size / Timing.Seconds(() => mm(_one, _other).Dispose()));

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }
}

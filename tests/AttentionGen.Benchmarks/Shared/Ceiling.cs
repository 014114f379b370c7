using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Shared;

/// <summary>The fastest that the library computes here: products of two matrices of 2,048 x 2,048.</summary>
internal sealed class Ceiling(ScalarType type = ScalarType.Float32, Device? device = null) : IDisposable
{
    /// <summary>Products that a best one is taken of, at least.</summary>
    public const int Least = 10;

    private const int Size = 2048;

    private readonly Tensor _a = randn(Size, Size).to(type).to(device ?? CPU), _b = randn(Size, Size).to(type).to(device ?? CPU);
    private double _best = double.PositiveInfinity;
    private int _count;

    /// <summary>10^9 floating-point operations a second of the best product so far.</summary>
    public double Gflops => 2.0 * Size * Size * Size / _best / 1e9;

    /// <summary>Times one more.</summary>
    public void Measure()
    {
        using var noGrad = no_grad();
        _best = Math.Min(_best, Timing.Seconds(() => _a.mm(_b).Dispose()));
        _count++;
    }

    /// <summary>Times what is missing to the least number.</summary>
    public void Complete()
    {
        while (_count < Least)
            Measure();
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }
}

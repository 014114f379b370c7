using AttentionGen.Benchmarks.Shared;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>One method at one shape and pass: its memory, and the best of its times.</summary>
internal sealed class Case(IMethod method, BandShape shape, Pass pass, Work work, IAttention attention)
{
    private double _best = double.PositiveInfinity;

    /// <summary>Bytes at the peak of one call beyond those before it, with what the method makes once for the shape, and with its results.</summary>
    public double PeakBytes { get; private set; }

    /// <summary>Runs once with everything made anew. It is the warm-up, too.</summary>
    public void MeasureMemory() => PeakBytes = PeakMemory.Of(() =>
    {
        using var fresh = method.Prepare(shape);
        work.Do(pass, fresh);
    });

    /// <summary>Runs once more.</summary>
    public void MeasureTime() => _best = Math.Min(_best, Timing.Seconds(() => work.Do(pass, attention)));

    /// <summary>The line of the table.</summary>
    public Result Result(double matrixGflops, string allocator) => new(
        method.Name, shape.Length, pass.Name(), 1e3 * _best, shape.UsefulWork(pass) / _best / 1e9, matrixGflops, PeakBytes / 1e6, allocator);
}

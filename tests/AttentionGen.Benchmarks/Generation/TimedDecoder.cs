using System.Diagnostics;
using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Benchmarks.Generation;

/// <summary>
/// A decoder that notes when it is asked: from one question to the next is a step, the search's own work included. Between steps, which
/// does not count, memory is read: both see the same machine, whose speed changes from minute to minute.
/// </summary>
internal sealed class TimedDecoder(ITokenDecoder decoder, ReadingFloor floor) : ITokenDecoder
{
    private readonly List<double> _steps = [];
    private readonly List<double> _readings = [];
    private long _began;

    /// <summary>The median of the steps' seconds.</summary>
    public double Step => Median(_steps);

    /// <summary>The median of the readings' seconds.</summary>
    public double Reading => Median(_readings);

    public int Rows => decoder.Rows;

    public int VocabSize => decoder.VocabSize;

    public int MaxLength => decoder.MaxLength;

    public Device Device => decoder.Device;

    public Tensor Next(Tensor tokens)
    {
        if (_began != 0)
            _steps.Add(Stopwatch.GetElapsedTime(_began).TotalSeconds);
        _readings.Add(floor.Read());
        _began = Stopwatch.GetTimestamp();
        return decoder.Next(tokens);
    }

    public void Select(ReadOnlySpan<int> rows) => decoder.Select(rows);

    public void Dispose() => decoder.Dispose();

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);
}

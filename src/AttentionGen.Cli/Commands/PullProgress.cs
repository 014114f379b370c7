using System.Globalization;
using AttentionGen.Models.Hub;

namespace AttentionGen.Cli.Commands;

/// <summary>A line per file: written anew while its bytes come on a terminal, once when it is here elsewhere.</summary>
/// <param name="writer">Where to; usually <see cref="Console.Error"/>.</param>
/// <param name="terminal">Whether a line can be written anew; found out for the console when null.</param>
/// <param name="time">The clock.</param>
internal sealed class PullProgress(TextWriter writer, bool? terminal = null, TimeProvider? time = null) : IProgress<HubProgress>
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(0.1);
    private readonly bool _terminal = terminal ?? (writer == Console.Error && !Console.IsErrorRedirected);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private string? _file;
    private long _began, _first, _written;
    private int _width;

    public void Report(HubProgress value)
    {
        switch (value.Step)
        {
            case HubStep.Waiting:
                EndLine();
                writer.WriteLine(value.Note);
                break;
            case HubStep.Loading when _terminal:
                Loading(value);
                break;
            case HubStep.Present or HubStep.Loaded:
                Line($"{value.File}  {Megabytes(value.Size)}{(value.Step == HubStep.Present ? ", there already" : "")}");
                EndLine();
                break;
        }
    }

    /// <summary>Leaves an unfinished line as it is, and goes on below it.</summary>
    public void EndLine()
    {
        if (_width > 0)
            writer.WriteLine();
        _width = 0;
        _file = null;
    }

    private void Loading(HubProgress value)
    {
        if (_file != value.File)
            (_file, _began, _first, _written) = (value.File, _time.GetTimestamp(), value.Bytes, 0);
        else if (_time.GetElapsedTime(_written) < s_pause)
            return;
        _written = _time.GetTimestamp();
        var speed = (value.Bytes - _first) / Math.Max(_time.GetElapsedTime(_began).TotalSeconds, 1e-3);
        var left = speed > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Megabytes((long)speed)}/s, {(value.Size - value.Bytes) / speed:#,0} s left") : "";
        Line($"{value.File}  {Megabytes(value.Bytes)} of {Megabytes(value.Size)}{left}");
    }

    private void Line(string text)
    {
        writer.Write((_terminal ? "\r" : "") + text.PadRight(_width));
        writer.Flush();
        _width = text.Length;
    }

    private static string Megabytes(long bytes) => bytes < 100_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes:#,0} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:#,0.0} MB");
}

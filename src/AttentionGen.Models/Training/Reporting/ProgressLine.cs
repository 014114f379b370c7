using System.Globalization;

namespace AttentionGen.Models.Training;

/// <summary>Loss, speed and time left: one line that is written anew on a terminal, occasional lines elsewhere.</summary>
public sealed class ProgressLine : ITrainingObserver
{
    private readonly TextWriter _writer;
    private readonly TimeProvider _time;
    private readonly bool _terminal;
    private readonly TimeSpan _pause;
    private long _began, _written, _first, _total, _tokens;
    private TimeSpan _busy;
    private int _width;

    /// <summary>A progress line.</summary>
    /// <param name="writer">Where to; usually <see cref="Console.Error"/>.</param>
    /// <param name="terminal">Whether the line can be written anew; found out for the console when null.</param>
    /// <param name="pause">Least time between lines; 0.1 s on a terminal and 30 s elsewhere when null.</param>
    /// <param name="time">The clock.</param>
    public ProgressLine(TextWriter writer, bool? terminal = null, TimeSpan? pause = null, TimeProvider? time = null)
    {
        _writer = writer;
        _time = time ?? TimeProvider.System;
        _terminal = terminal ?? ((writer == Console.Out && !Console.IsOutputRedirected) || (writer == Console.Error && !Console.IsErrorRedirected));
        _pause = pause ?? TimeSpan.FromSeconds(_terminal ? 0.1 : 30);
    }

    /// <inheritdoc/>
    public void Started(long step, long total) => (_first, _total, _began, _written) = (step, total, _time.GetTimestamp(), 0);

    /// <inheritdoc/>
    public void Stepped(StepReport report)
    {
        // The speed is that of all steps since the last line: single batches differ much.
        (_tokens, _busy) = (_tokens + report.Tokens, _busy + report.Elapsed);
        if (_written != 0 && report.Step != _total && _time.GetElapsedTime(_written) < _pause)
            return;
        _written = _time.GetTimestamp();
        var left = _time.GetElapsedTime(_began) * ((double)(_total - report.Step) / Math.Max(report.Step - _first, 1));
        Write(string.Create(CultureInfo.InvariantCulture,
            $"step {report.Step}/{_total}  epoch {report.Epoch + 1}  loss {report.Loss:0.0000}  {_tokens / Math.Max(_busy.TotalSeconds, 1e-9):#,0} tokens/s  {Words(left)} left"));
        (_tokens, _busy) = (0, default);
    }

    /// <inheritdoc/>
    public void Evaluated(EvaluationReport report)
    {
        var metrics = report.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Key} {m.Value:0.0000}"));
        Write($"step {report.Step}/{_total}  validation: {string.Join(", ", metrics)}{(report.Best ? ", the best so far" : "")}", stays: true);
    }

    /// <inheritdoc/>
    public void Finished(TrainingResult result) => Write(
        $"{(result.Cancelled ? "cancelled" : "done")} after step {result.Step} of {_total}, {Words(_time.GetElapsedTime(_began))}", stays: true);

    private void Write(string text, bool stays = false)
    {
        if (!_terminal)
        {
            _writer.WriteLine(text);
            return;
        }
        _writer.Write("\r" + text.PadRight(_width) + (stays ? Environment.NewLine : ""));
        _width = stays ? 0 : text.Length;
        _writer.Flush();
    }

    private static string Words(TimeSpan time) => time.TotalHours >= 1
        ? $"{(long)time.TotalHours} h {time.Minutes} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{(int)time.TotalSeconds} s";
}

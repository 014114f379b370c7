namespace AttentionGen.Cli.Documents;

/// <summary>How many inputs are done, on one line of a terminal; nothing where standard error is none.</summary>
/// <param name="writer">Where to; usually <see cref="Console.Error"/>.</param>
/// <param name="terminal">Whether a line can be written anew; found out for the console when null.</param>
/// <param name="time">The clock.</param>
internal sealed class DocumentProgress(TextWriter writer, bool? terminal = null, TimeProvider? time = null)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(0.1);
    private readonly bool _terminal = terminal ?? (writer == Console.Error && !Console.IsErrorRedirected);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long? _began;
    private long _done, _written;
    private int _width;

    /// <summary>More are done.</summary>
    public void Add(int count)
    {
        var now = _time.GetTimestamp();
        _began ??= now;
        _done += count;
        if (!_terminal || (_width > 0 && _time.GetElapsedTime(_written, now) < s_pause))
            return;
        _written = now;
        var seconds = _time.GetElapsedTime(_began.Value, now).TotalSeconds;
        Line($"{_done:#,0} done{(seconds > 0 ? $", {_done / seconds:#,0.0} a second" : "")}");
    }

    /// <summary>Takes the line away, so that other lines can be written.</summary>
    public void Clear()
    {
        if (_width == 0)
            return;
        Line("");
        writer.Write("\r");
        _width = 0;
    }

    private void Line(string text)
    {
        writer.Write("\r" + text.PadRight(_width));
        writer.Flush();
        _width = text.Length;
    }
}

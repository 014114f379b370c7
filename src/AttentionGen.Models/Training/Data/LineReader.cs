namespace AttentionGen.Models.Training;

/// <summary>Cuts a stream of bytes into lines. Only one line and a block are in memory.</summary>
internal sealed class LineReader(Stream stream, string path)
{
    private const int Block = 1 << 16;

    /// <summary>A line without an end must not fill the memory.</summary>
    private const int LongestLine = 256 << 20;

    private byte[] _buffer = new byte[Block];
    private int _start, _end;
    private bool _ended;

    /// <summary>The lines that are not blank.</summary>
    /// <exception cref="TrainingException">A line is too long, or the packed data is damaged.</exception>
    public IEnumerable<TextLine> Lines()
    {
        for (var number = 1; ; number++)
        {
            var length = NextBreak(number);
            var line = _buffer.AsSpan(_start, length < 0 ? _end - _start : length);
            if (number == 1 && line.StartsWith("\uFEFF"u8))
                line = line[3..];
            var blank = line.Trim(" \t\r"u8).IsEmpty;
            var text = blank ? default : new TextLine(path, number, line.TrimEnd((byte)'\r').ToArray());
            if (!blank)
                yield return text;
            if (length < 0)
                yield break;
            _start += length + 1;
        }
    }

    /// <summary>How far it is to the next line break; -1 where there is none any more.</summary>
    private int NextBreak(int number)
    {
        for (var searched = 0; ;)
        {
            var found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return searched + found;
            if (_ended)
                return -1;
            searched = _end - _start;
            Fill(number);
        }
    }

    private void Fill(int number)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end > LongestLine)
            throw new TrainingException($"{path}, line {number} has more than {LongestLine >> 20} MiB. Write one object per line.");
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _end);
        try
        {
            var count = stream.Read(_buffer, _end, _buffer.Length - _end);
            (_end, _ended) = (_end + count, count == 0);
        }
        catch (InvalidDataException e)
        {
            throw new TrainingException($"{path}, line {number}: the gzip data is damaged or cut off ({e.Message}). Fetch the file again.", e);
        }
    }
}

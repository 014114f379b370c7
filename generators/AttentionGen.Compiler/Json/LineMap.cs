using AttentionGen.Compiler.Declarations;

namespace AttentionGen.Compiler.Json;

/// <summary>Turns offsets of a text into lines and columns, with the line breaks that editors count.</summary>
internal sealed class LineMap
{
    private readonly string _file;
    private readonly List<int> _starts = [0];

    public LineMap(string file, string text)
    {
        _file = file;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _starts.Add(i + 1);
        }
    }

    public SourceSpan Span(int start, int end)
    {
        var (startLine, startColumn) = Position(start);
        var (endLine, endColumn) = Position(end);
        return new SourceSpan(_file, start, end - start, startLine, startColumn, endLine, endColumn);
    }

    private (int Line, int Column) Position(int offset)
    {
        var line = _starts.BinarySearch(offset);
        if (line < 0)
            line = ~line - 1;
        return (line, offset - _starts[line]);
    }
}

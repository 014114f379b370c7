using System.Text;

namespace AttentionGen.Compiler.Emit;

/// <summary>Writes indented C# with \n line ends, the same on every system.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _indent;

    public void Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', 4 * _indent).Append(line);
        _text.Append('\n');
    }

    /// <summary>Adds to the line that was written last.</summary>
    public void Append(string text) => _text.Insert(_text.Length - 1, text);

    /// <summary>A line and a block under it.</summary>
    public Braces Open(string head)
    {
        Line(head);
        return Block();
    }

    /// <summary>Opens a brace; disposing of the result closes it.</summary>
    public Braces Block()
    {
        Line("{");
        _indent++;
        return new Braces(this);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Braces(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer._indent--;
            writer.Line("}");
        }
    }
}

using System.Text;

namespace AttentionGen.Compiler.Emit;

/// <summary>Writes indented C# with \n line ends, the same on every system.</summary>
internal sealed class CodeWriter
{
    private const int Width = 120;

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

    /// <summary>head { items } tail: on one line, or on as many as keep each below <see cref="Width"/>.</summary>
    public void List(string head, IEnumerable<string> items, string tail)
    {
        var all = items.ToList();
        var line = all.Count == 0 ? $"{head} {{ }}{tail}" : $"{head} {{ {string.Join(", ", all)} }}{tail}";
        if (4 * _indent + line.Length <= Width)
        {
            Line(line);
            return;
        }
        Line(head);
        Line("{");
        foreach (var part in Wrap(all.Select(item => item + ","), Width - 4 * (_indent + 1)))
            Line("    " + part);
        Line("}" + tail);
    }

    /// <summary>Words as lines of at most this length.</summary>
    public static IEnumerable<string> Wrap(IEnumerable<string> words, int width)
    {
        var line = "";
        foreach (var word in words)
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }
            line += line.Length == 0 ? word : " " + word;
        }
        yield return line;
    }

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

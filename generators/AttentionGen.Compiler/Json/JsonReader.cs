using System.Globalization;
using System.Text;
using AttentionGen.Compiler.Declarations;

namespace AttentionGen.Compiler.Json;

/// <summary>
/// A JSON reader that keeps the place of every value and name. Strict RFC 8259, with nesting bounded, because
/// declarations are small and a compiler must not overflow its stack.
/// </summary>
internal sealed class JsonReader
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly LineMap _lines;
    private int _at;
    private int _depth;

    private JsonReader(string file, string text) => (_text, _lines) = (text, new LineMap(file, text));

    /// <summary>Reads one value and nothing behind it.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static DeclaredValue Read(string file, string text)
    {
        var reader = new JsonReader(file, text);
        if (text.Length > 0 && text[0] == '\uFEFF')
            reader._at = 1;
        var value = reader.ReadValue();
        reader.SkipSpace();
        if (reader._at < text.Length)
            throw reader.Error($"'{text[reader._at]}' stands behind the end of the document");
        return value;
    }

    private DeclaredValue ReadValue()
    {
        SkipSpace();
        var start = _at;
        switch (Peek())
        {
            case '{': return ReadObject();
            case '[': return ReadList();
            case '"': return new DeclaredText(ReadText(), Span(start));
            case 't': ReadWord("true"); return new DeclaredBool(true, Span(start));
            case 'f': ReadWord("false"); return new DeclaredBool(false, Span(start));
            case 'n': ReadWord("null"); return new DeclaredNull(Span(start));
            case '-' or (>= '0' and <= '9'): return ReadNumber();
            case '\0' when _at >= _text.Length: throw Error("the document ends where a value is expected");
            case var other: throw Error($"'{other}' cannot start a value");
        }
    }

    private DeclaredObject ReadObject()
    {
        var start = _at++;
        var properties = new List<DeclaredProperty>();
        Enter(start);
        while (NextItem('}', properties.Count == 0))
        {
            SkipSpace();
            var nameStart = _at;
            if (Peek() != '"')
                throw Error("a property name in double quotes is expected");
            var name = ReadText();
            var nameSpan = Span(nameStart);
            SkipSpace();
            Expect(':');
            properties.Add(new DeclaredProperty(name, nameSpan, ReadValue()));
        }
        return new DeclaredObject(properties.ToEquatableArray(), Span(start));
    }

    private DeclaredList ReadList()
    {
        var start = _at++;
        var items = new List<DeclaredValue>();
        Enter(start);
        while (NextItem(']', items.Count == 0))
            items.Add(ReadValue());
        return new DeclaredList(items.ToEquatableArray(), Span(start));
    }

    private void Enter(int start)
    {
        if (++_depth > MaxDepth)
            throw Error($"values are nested more than {MaxDepth} deep", start);
    }

    /// <summary>Steps over the comma before another item, or over <paramref name="close"/>.</summary>
    private bool NextItem(char close, bool first)
    {
        SkipSpace();
        if (Peek() == close)
        {
            _at++;
            _depth--;
            return false;
        }
        if (first)
            return true;
        if (Peek() != ',')
            throw Error($"',' or '{close}' is expected");
        _at++;
        SkipSpace();
        if (Peek() == close)
            throw Error($"a comma stands before '{close}'");
        return true;
    }

    private DeclaredNumber ReadNumber()
    {
        var start = _at;
        if (Peek() == '-')
            _at++;
        if (Peek() == '0')
            _at++;
        else
            Digits();
        if (Peek() == '.')
        {
            _at++;
            Digits();
        }
        if (Peek() is 'e' or 'E')
        {
            _at++;
            if (Peek() is '+' or '-')
                _at++;
            Digits();
        }
        var written = _text.Substring(start, _at - start);
        // Too large a number is infinite on one runtime and a failure on another.
        var value = double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.PositiveInfinity;
        return new DeclaredNumber(value, written, Span(start));
    }

    private void Digits()
    {
        if (Peek() is < '0' or > '9')
            throw Error("a digit is expected");
        while (Peek() is >= '0' and <= '9')
            _at++;
    }

    private string ReadText()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (true)
        {
            if (_at >= _text.Length || _text[_at] < ' ')
                throw Error("a string is not closed on its line", start);
            var c = _text[_at++];
            if (c == '"')
                return text.ToString();
            text.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    private char ReadEscape()
    {
        var c = Peek();
        _at++;
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default: throw Error("an escape is one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000", _at - 2);
        }
    }

    private void ReadWord(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            throw Error($"'{word}' is expected");
        _at += word.Length;
    }

    private void Expect(char c)
    {
        if (Peek() != c)
            throw Error($"'{c}' is expected");
        _at++;
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\n' or '\r')
            _at++;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private SourceSpan Span(int start) => _lines.Span(start, _at);

    private JsonException Error(string message, int? at = null)
    {
        var start = Math.Min(at ?? _at, _text.Length);
        return new JsonException(message, _lines.Span(start, Math.Min(start + 1, _text.Length)));
    }
}

/// <summary>Text that is no JSON, with the place.</summary>
internal sealed class JsonException(string message, SourceSpan span) : Exception(message)
{
    public SourceSpan Span { get; } = span;
}

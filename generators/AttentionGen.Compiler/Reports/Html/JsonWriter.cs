using System.Globalization;
using System.Text;

namespace AttentionGen.Compiler.Reports.Html;

/// <summary>Writes JSON that may stand in a script element of a page.</summary>
internal sealed class JsonWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>A name, where a value follows.</summary>
    public JsonWriter Name(string name)
    {
        Separate();
        Quote(name);
        _text.Append(':');
        return this;
    }

    public JsonWriter Value(string? value)
    {
        Separate();
        if (value is null)
            _text.Append("null");
        else
            Quote(value);
        return this;
    }

    public JsonWriter Value(long value)
    {
        Separate();
        _text.Append(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public JsonWriter Value(bool value)
    {
        Separate();
        _text.Append(value ? "true" : "false");
        return this;
    }

    /// <summary>A value that is JSON already.</summary>
    public JsonWriter Raw(string json)
    {
        Separate();
        _text.Append(json);
        return this;
    }

    public JsonWriter Object(Action body) => Nest('{', body, '}');

    public JsonWriter Array(Action body) => Nest('[', body, ']');

    public JsonWriter Array(IEnumerable<long> values) => Array(() =>
    {
        foreach (var value in values)
            Value(value);
    });

    public override string ToString() => _text.ToString();

    private JsonWriter Nest(char open, Action body, char close)
    {
        Separate();
        _text.Append(open);
        body();
        _text.Append(close);
        return this;
    }

    private void Separate()
    {
        if (_text.Length > 0 && _text[_text.Length - 1] is not ('{' or '[' or ':'))
            _text.Append(',');
    }

    private void Quote(string text)
    {
        _text.Append('"');
        foreach (var c in text)
        {
            // No end of the script element, and no character that a text file can lose.
            if (c is '"' or '\\')
                _text.Append('\\').Append(c);
            else if (c is < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' || char.IsSurrogate(c))
                _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                _text.Append(c);
        }
        _text.Append('"');
    }
}

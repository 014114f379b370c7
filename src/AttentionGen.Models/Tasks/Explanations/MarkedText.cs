using System.Globalization;
using System.Text;

namespace AttentionGen.Models.Tasks;

/// <summary>A text as HTML: sentences as spans with ids, in them tokens as spans with their shares.</summary>
internal sealed class MarkedText
{
    /// <summary>Shades, and 0 for none. The largest share has the last.</summary>
    public const int Levels = 5;

    private readonly StringBuilder _html = new();
    private readonly Explanation _explanation;
    private int _at, _next;
    private bool _open;

    private MarkedText(Explanation explanation) => _explanation = explanation;

    /// <summary>The part of the text that was read.</summary>
    public static string Write(Explanation explanation) => new MarkedText(explanation).Write();

    /// <summary>The shade of a share.</summary>
    /// <param name="share">The share.</param>
    /// <param name="largest">The largest share on the page, more than 0.</param>
    public static int Level(double share, double largest) => (int)Math.Round(Levels * share / largest);

    /// <summary>Text as HTML shows it. Control characters are shown by their pictures: HTML has no place for most of them.</summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        var html = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\n' or '\t' => html.Append(c),
                '\r' => html.Append("&#13;"),
                < ' ' => html.Append((char)('\u2400' + c)),
                _ => html.Append(c),
            };
        }
        return html.ToString();
    }

    private string Write()
    {
        var segments = Segments(_explanation.Tokens);
        var largest = segments.Select(s => s.Share).DefaultIfEmpty().Max();
        foreach (var (start, end, share) in segments)
        {
            Sentences(start);
            Plain(start);
            var level = largest > 0 ? Level(share, largest) : 0;
            _html.Append(CultureInfo.InvariantCulture, $"<span class=\"l{level}\" data-share=\"{share:R}\" title=\"{share:0.00 %}\">{Escape(_explanation.Text.AsSpan()[_at..end])}</span>");
            _at = end;
        }
        var read = _explanation.Text.Length - _explanation.Unread;
        Sentences(read);
        Plain(read);
        if (_open)
            _html.Append("</span>");
        return _html.ToString();
    }

    /// <summary>Tokens that hold parts of one character are one segment: places do not overlap any more.</summary>
    private static List<(int Start, int End, double Share)> Segments(IEnumerable<TokenReading> tokens)
    {
        List<(int Start, int End, double Share)> segments = [];
        foreach (var token in tokens)
        {
            var (start, end) = (token.Range.Start.Value, token.Range.End.Value);
            if (segments.Count > 0 && start < segments[^1].End)
                segments[^1] = (segments[^1].Start, Math.Max(end, segments[^1].End), segments[^1].Share + token.Share);
            else
                segments.Add((start, end, token.Share));
        }
        return segments;
    }

    /// <summary>Ends the sentences that end at a place or before it, and begins those that begin there.</summary>
    private void Sentences(int place)
    {
        while (true)
        {
            if (_open && _explanation.Sentences[_next - 1].Range.End.Value is var end && end <= place)
            {
                Plain(end);
                _html.Append("</span>");
                _open = false;
            }
            else if (!_open && _next < _explanation.Sentences.Count && _explanation.Sentences[_next].Range.Start.Value is var start && start <= place)
            {
                Plain(start);
                _html.Append(CultureInfo.InvariantCulture, $"<span class=\"sentence\" id=\"s{_next}\">");
                (_open, _next) = (true, _next + 1);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Text up to a place, where it is not written yet.</summary>
    private void Plain(int end)
    {
        if (end <= _at)
            return;
        _html.Append(Escape(_explanation.Text.AsSpan()[_at..end]));
        _at = end;
    }
}

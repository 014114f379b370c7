namespace AttentionGen.Models.TextGeneration.Texts;

/// <summary>
/// From tokens to text while they are written. Only the last tokens are decoded again: those since the text was last whole, and
/// the one before, since tokenizers may decode a first token differently.
/// </summary>
/// <param name="decode">Text of tokens.</param>
/// <param name="stops">Stop strings, none empty.</param>
internal sealed class TextRules(Func<IReadOnlyList<int>, string> decode, IReadOnlyList<string> stops)
{
    private const char Replacement = '\uFFFD';

    /// <summary>Bytes of a character without its last one: so many replacement characters at the end may still become something else.</summary>
    private const int MostOpen = 3;

    private readonly int _longest = stops.Select(s => s.Length).DefaultIfEmpty(0).Max();

    /// <summary>The text with one more token.</summary>
    /// <param name="row">The text without it.</param>
    /// <param name="generated">All generated tokens, the new one last.</param>
    public RowText Append(RowText row, IReadOnlyList<int> generated)
    {
        var known = Read(generated, row.Window, row.Known).Length;
        var all = Read(generated, row.Window, generated.Count);
        var certain = all.Length - Open(all);
        var ahead = Math.Max(certain - known, row.Ahead);
        var text = ahead > row.Ahead ? row.Text + all[(known + row.Ahead)..(known + ahead)] : row.Text;
        var isWhole = certain == all.Length && certain > known;
        var (stop, at) = Find(text, row.Text.Length);
        return isWhole
            ? new(text, row.Known, generated.Count, 0, stop, at)
            : new(text, row.Window, row.Known, ahead, stop, at);
    }

    /// <summary>The text of a row that has ended: up to the stop string, or with what was held back.</summary>
    /// <param name="row">Its text.</param>
    /// <param name="generated">All generated tokens but the end token.</param>
    public string Whole(RowText row, IReadOnlyList<int> generated)
    {
        if (row.Stop is not null)
            return row.Text[..row.StopAt];
        var known = Read(generated, row.Window, row.Known).Length;
        var all = Read(generated, row.Window, generated.Count);
        return row.Text + all[Math.Min(known + row.Ahead, all.Length)..];
    }

    /// <summary>How much of a text without stop string can be shown: an end that may be the beginning of a stop string waits.</summary>
    public int Showable(RowText row)
    {
        for (var start = Math.Max(0, row.Text.Length - _longest + 1); start < row.Text.Length; start++)
            if (stops.Any(s => s.AsSpan().StartsWith(row.Text.AsSpan(start), StringComparison.Ordinal)))
                return start;
        return row.Text.Length;
    }

    private string Read(IReadOnlyList<int> tokens, int from, int to) => from == to ? "" : decode([.. tokens.Skip(from).Take(to - from)]);

    /// <summary>Replacement characters at the end, of which the next bytes may make a character.</summary>
    private static int Open(string text)
    {
        var open = 0;
        while (open < Math.Min(MostOpen, text.Length) && text[^(open + 1)] == Replacement)
            open++;
        return open;
    }

    /// <summary>The stop string that begins first, among those that end in the text after a place.</summary>
    private (string? Stop, int At) Find(string text, int after)
    {
        (string? Stop, int At) found = (null, -1);
        foreach (var stop in stops)
        {
            var at = text.IndexOf(stop, Math.Max(0, after - stop.Length + 1), StringComparison.Ordinal);
            if (at >= 0 && (found.Stop is null || at < found.At))
                found = (stop, at);
        }
        return found;
    }
}

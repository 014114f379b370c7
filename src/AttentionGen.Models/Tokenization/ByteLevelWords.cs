using System.Buffers;
using System.Globalization;
using System.Text;

namespace AttentionGen.Models.Tokenization;

/// <summary>
/// Cuts a text into the words that byte pairs are merged in, as GPT-2 does:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, every character in exactly one word.
/// Written by hand because .NET's expressions see halves of the letters beyond U+FFFF, and take them for symbols.
/// </summary>
internal ref struct ByteLevelWords(ReadOnlySpan<char> text)
{
    private enum Kind { Letter, Number, Other, WhiteSpace }

    private readonly ReadOnlySpan<char> _text = text;
    private int _end;

    /// <summary>Where the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>The word.</summary>
    public readonly ReadOnlySpan<char> Current => _text[Start.._end];

    /// <summary>So that foreach takes it.</summary>
    public readonly ByteLevelWords GetEnumerator() => this;

    /// <summary>Goes to the next word.</summary>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair, which no bytes stand for.</exception>
    public bool MoveNext()
    {
        if (_end == _text.Length)
            return false;
        Start = _end;
        var contraction = Contraction(_text[Start..]);
        if (contraction > 0)
        {
            _end += contraction;
            return true;
        }
        // One space goes with the letters, numbers or symbols behind it.
        var first = _text[Start] == ' ' && Start + 1 < _text.Length ? Start + 1 : Start;
        var kind = KindAt(first, out _);
        if (kind != Kind.WhiteSpace)
        {
            _end = EndOfRun(first, kind);
            return true;
        }
        // White space leaves its last character to the word behind it.
        _end = EndOfRun(Start, kind);
        if (_end < _text.Length && _end - Start > 1)
            _end--;
        return true;
    }

    private readonly int EndOfRun(int position, Kind kind)
    {
        while (position < _text.Length && KindAt(position, out var length) == kind)
            position += length;
        return position;
    }

    private readonly Kind KindAt(int position, out int length)
    {
        length = 1;
        var c = _text[position];
        if (char.IsAscii(c))
            return char.IsAsciiLetter(c) ? Kind.Letter : char.IsAsciiDigit(c) ? Kind.Number : char.IsWhiteSpace(c) ? Kind.WhiteSpace : Kind.Other;
        if (Rune.DecodeFromUtf16(_text[position..], out var rune, out length) != OperationStatus.Done)
            throw new ArgumentException($"The text has half of a surrogate pair (U+{(int)c:X4}) at position {position}. It stands for no character and has no bytes: remove or replace it.", nameof(text));
        return Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Rune.IsWhiteSpace(rune) ? Kind.WhiteSpace : Kind.Other,
        };
    }

    private static int Contraction(ReadOnlySpan<char> rest) => rest switch
    {
        ['\'', 's' or 't' or 'm' or 'd', ..] => 2,
        ['\'', 'r' or 'v', 'e', ..] or ['\'', 'l', 'l', ..] => 3,
        _ => 0,
    };
}

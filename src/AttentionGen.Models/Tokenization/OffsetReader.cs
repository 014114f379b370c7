using System.Text;

namespace AttentionGen.Models.Tokenization;

/// <summary>Follows the tokens of a text through its characters.</summary>
internal ref struct OffsetReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position; // the character that the next byte belongs to
    private int _bytes;    // and how many of its bytes are behind us

    /// <summary>The place of the next token.</summary>
    /// <param name="token">The token, a letter for each byte.</param>
    /// <param name="trim">Whether leading spaces are left out.</param>
    public TokenOffset Next(string token, bool trim)
    {
        var (start, end) = (_position, _position);
        for (var left = token.Length; left > 0;)
        {
            Rune.DecodeFromUtf16(_text[_position..], out var rune, out var units);
            end = _position + units;
            var taken = Math.Min(left, rune.Utf8SequenceLength - _bytes);
            left -= taken;
            _bytes += taken;
            if (_bytes == rune.Utf8SequenceLength)
                (_position, _bytes) = (end, 0);
        }
        if (trim)
            start += token.AsSpan().IndexOfAnyExcept(ByteLevelAlphabet.Space) is var spaces and >= 0 ? spaces : token.Length;
        return new(start, end);
    }
}

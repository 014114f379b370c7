using System.Globalization;
using System.Text;

namespace AttentionGen.Models.Tasks;

/// <summary>
/// Parts a text into words: runs of letters and digits, apostrophes between them included, and runs of anything else but white space.
/// Combining marks and joiners belong to what they stand behind, so that no character is cut.
/// </summary>
internal static class Words
{
    private enum Kind
    {
        WhiteSpace,
        Letter,
        Other,
    }

    /// <summary>The words' places, in order. None is empty.</summary>
    public static IEnumerable<Range> Of(string text)
    {
        var (start, kind) = (0, Kind.WhiteSpace);
        for (var position = 0; position < text.Length;)
        {
            var next = KindAt(text, position, kind, out var length);
            if (next != kind)
            {
                if (kind != Kind.WhiteSpace)
                    yield return start..position;
                (start, kind) = (position, next);
            }
            position += length;
        }
        if (kind != Kind.WhiteSpace)
            yield return start..text.Length;
    }

    private static Kind KindAt(string text, int position, Kind before, out int length)
    {
        Rune.DecodeFromUtf16(text.AsSpan(position), out var rune, out length);
        if (before == Kind.Letter && rune.Value is '\'' or '’' && IsLetter(text.AsSpan(position + length)))
            return Kind.Letter;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format =>
                before == Kind.WhiteSpace ? Kind.Other : before,
            _ => Rune.IsWhiteSpace(rune) ? Kind.WhiteSpace : Rune.IsLetterOrDigit(rune) ? Kind.Letter : Kind.Other,
        };
    }

    private static bool IsLetter(ReadOnlySpan<char> text) => Rune.DecodeFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done && Rune.IsLetterOrDigit(rune);
}

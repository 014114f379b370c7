using System.Globalization;
using System.Text;

namespace AttentionGen.Models.Metrics;

/// <summary>
/// Answers as the evaluation scripts of SQuAD and HotpotQA compare them: in lower case, without ASCII punctuation, without the words a, an
/// and the, with single spaces. Other punctuation, such as ’ and –, stays, because it does there.
/// </summary>
public static class AnswerText
{
    private const char DottedI = '\u0130', Sigma = '\u03A3', FinalSigma = '\u03C2';

    /// <summary>The words that are compared, in order.</summary>
    /// <param name="answer">An answer.</param>
    public static string[] Words(string answer)
    {
        var kept = WithoutArticles(string.Concat(Lower(answer).Where(c => !char.IsAscii(c) || !IsPunctuation(c))));
        var words = new List<string>();
        for (var (start, i) = (0, 0); i <= kept.Length; i++)
        {
            if (i < kept.Length && !IsSpace(kept[i]))
                continue;
            if (i > start)
                words.Add(kept[start..i]);
            start = i + 1;
        }
        return [.. words];
    }

    /// <summary>The words with a space between them: two answers match exactly where these are the same.</summary>
    /// <param name="answer">An answer.</param>
    public static string Normalize(string answer) => string.Join(' ', Words(answer));

    /// <summary>Lower case with the two special cases of Unicode's full mapping: İ becomes i and a dot above, Σ at a word's end ς.</summary>
    private static string Lower(string text)
    {
        var lower = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == DottedI)
                lower.Append("i\u0307");
            else if (text[i] == Sigma && i > 0 && IsCased(text[i - 1]) && (i + 1 == text.Length || !IsCased(text[i + 1])))
                lower.Append(FinalSigma);
            else if (Rune.TryGetRuneAt(text, i, out var rune) && rune.Utf16SequenceLength == 2)
                (_, i) = (lower.Append(Rune.ToLowerInvariant(rune)), i + 1);
            else
                lower.Append(char.ToLowerInvariant(text[i]));
        }
        return lower.ToString();
    }

    /// <summary>A space in the place of each article. Words are runs of letters and numbers, so that an accent that stands alone ends one.</summary>
    private static string WithoutArticles(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            while (end < text.Length && WordLength(text, end) is > 0 and var length)
                end += length;
            if (text.AsSpan(i, end - i) is "a" or "an" or "the")
                kept.Append(' ');
            else if (end > i)
                kept.Append(text, i, end - i);
            else
                kept.Append(text[end++]);
            i = end;
        }
        return kept.ToString();
    }

    /// <summary>UTF-16 units of the letter or number at a place; 0 for anything else.</summary>
    private static int WordLength(string text, int at) => Rune.TryGetRuneAt(text, at, out var rune) && (Rune.IsLetter(rune) || Rune.IsNumber(rune)) ? rune.Utf16SequenceLength : 0;

    private static bool IsCased(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsPunctuation(char ascii) => char.GetUnicodeCategory(ascii) is not (UnicodeCategory.Control or UnicodeCategory.SpaceSeparator) && !char.IsLetterOrDigit(ascii);

    /// <summary>White space, the four information separators included.</summary>
    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1C' and <= '\x1F';
}

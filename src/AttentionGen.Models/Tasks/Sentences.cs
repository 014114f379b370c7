using System.Text.RegularExpressions;

namespace AttentionGen.Models.Tasks;

/// <summary>Parts a text into sentences, well enough to show them: no abbreviation is known but titles and single letters.</summary>
internal static partial class Sentences
{
    /// <summary>The sentences' places, in order, without white space around them. None is empty.</summary>
    public static IEnumerable<Range> Of(string text)
    {
        var start = 0;
        foreach (Match end in End().Matches(text))
        {
            if (Trim(text, start, end.Index) is { } sentence)
                yield return sentence;
            start = end.Index + end.Length;
        }
        if (Trim(text, start, text.Length) is { } last)
            yield return last;
    }

    private static Range? Trim(string text, int start, int end)
    {
        var part = text.AsSpan(start, end - start);
        var (before, behind) = (part.Length - part.TrimStart().Length, part.Length - part.TrimEnd().Length);
        return before == part.Length ? null : (start + before)..(end - behind);
    }

    /// <summary>White space behind a full stop and before no small letter, or around an empty line.</summary>
    [GeneratedRegex("""(?<=[.!?…]["'”’)\]]*)(?<!\b(?:\p{Lu}|Mrs?|Ms|Dr|St|Jr|vs)\.)\s+(?!\p{Ll})|\s*\n\s*\n\s*""")]
    private static partial Regex End();
}

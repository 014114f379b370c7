using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Spec;

/// <summary>Sets of layers or heads as users write them: "0..3,7", ends included.</summary>
internal static class IndexSet
{
    /// <summary>The members in order; all when nothing is written; none, with a problem added, when it is wrong.</summary>
    public static IReadOnlyList<int> Read(DeclaredValue? value, string noun, int count, List<Problem> problems)
    {
        if (value is null)
            return Enumerable.Range(0, count).ToList();
        if (value is DeclaredNumber { Whole: { } single })
            return Ranges(value, [(single, single)], noun, count, problems);
        var ranges = value is DeclaredText text ? text.Value.Split(',').Select(ParseRange).ToList() : null;
        if (ranges is null || ranges.Contains(null))
        {
            problems.Add(Problem.At(value.Span, Rules.InvalidSet, value.Text));
            return [];
        }
        return Ranges(value, ranges.Select(r => r!.Value), noun, count, problems);
    }

    private static IReadOnlyList<int> Ranges(DeclaredValue value, IEnumerable<(int First, int Last)> ranges, string noun, int count, List<Problem> problems)
    {
        var members = new SortedSet<int>();
        foreach (var (first, last) in ranges)
        {
            if (first < 0 || last >= count)
            {
                problems.Add(Problem.At(value.Span, Rules.OutOfRange, noun, first < 0 || first >= count ? first : last, count - 1));
                return [];
            }
            members.UnionWith(Enumerable.Range(first, last - first + 1));
        }
        return [.. members];
    }

    private static (int First, int Last)? ParseRange(string text)
    {
        var ends = text.Split([".."], StringSplitOptions.None);
        if (ends.Length > 2 || !TryParse(ends[0], out var first) || !TryParse(ends[ends.Length - 1], out var last) || last < first)
            return null;
        return (first, last);
    }

    private static bool TryParse(string text, out int number) =>
        int.TryParse(text.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);
}

using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Reports;
using AttentionGen.Compiler.Reports.Shares;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Picture;

/// <summary>Draws who reads whom: queries downwards, keys to the right, each cell shaded by the share of pairs that are read.</summary>
internal static class PatternPicture
{
    // A character is about twice as tall as wide, so this is a square.
    private const int Rows = 12, Columns = 24;

    private const int PicturesPerLine = 3, MaxPictures = 6;

    /// <summary>A drawing per kind of head, side by side.</summary>
    public static string Draw(PatternPlan plan, HeadChoice choice = default)
    {
        var kinds = HeadKind.Find(plan, choice, maxRandom: 1);
        // Many heads differ little: the first, the last, and what lies evenly between.
        var shown = Enumerable.Range(0, Math.Min(MaxPictures, kinds.Count))
            .Select(i => kinds[kinds.Count <= MaxPictures ? i : i * (kinds.Count - 1) / (MaxPictures - 1)]).ToList();
        var lines = new List<string>();
        for (var i = 0; i < shown.Count; i += PicturesPerLine)
        {
            var pictures = Level(shown.Skip(i).Take(PicturesPerLine).Select(kind => Draw(kind, plan)).ToList());
            for (var row = 0; row < pictures[0].Count; row++)
                lines.Add(string.Join("   ", pictures.Select(p => p[row].PadRight(p.Max(line => line.Length)))).TrimEnd());
        }
        if (shown.Count < kinds.Count)
            lines.Add($"({kinds.Count - shown.Count} more kinds of head lie between these)");
        lines.Add($"Rows are queries, columns keys, at {plan.CostLength} tokens; █ ▓ ▒ ░ · share of pairs read" + (plan.Spec.Global ? ", G a global token (drawn first)" : ""));
        return string.Join("\n", lines);
    }

    /// <summary>Drawings side by side begin on one line, whatever is said above them.</summary>
    private static List<List<string>> Level(List<List<string>> pictures)
    {
        var height = pictures.Max(p => p.Count);
        foreach (var picture in pictures)
            picture.InsertRange(picture.Count - Rows, Enumerable.Repeat("", height - picture.Count));
        return pictures;
    }

    private static List<string> Draw(HeadKind kind, PatternPlan plan)
    {
        var lines = new List<string> { kind.Where(plan.Spec) };
        lines.AddRange(TermText.Lines(kind.Head, plan.Spec));
        var grid = ShareGrid.Of(kind, Cuts.Even(plan.CostLength, Rows), Cuts.Even(plan.CostLength, Columns));
        for (var row = 0; row < Rows; row++)
            lines.Add(string.Concat(Enumerable.Range(0, Columns).Select(column => Cell(kind.Head, grid, row, column, plan))));
        return lines;
    }

    private static char Cell(HeadSpec head, ShareGrid grid, int row, int column, PatternPlan plan)
    {
        if (head.Global is { } global && (column == 0 || (row == 0 && !plan.Spec.Causal && global.Direction == GlobalDirection.Both)))
            return 'G';
        return grid[row, column] switch { >= 0.9 => '█', >= 0.6 => '▓', >= 0.3 => '▒', > 0 => '░', _ => '·' };
    }
}

using AttentionGen.Compiler.Emit;
using AttentionGen.Compiler.Emit.Picture;

namespace AttentionGen.Compiler.Reports.Drawings;

/// <summary>The whole picture: a panel per kind of head, what the shades mean, and the reach.</summary>
internal static class Sheet
{
    private const double Margin = 28, Gap = 32, Line = 17, PanelsTop = 84;
    private const int PanelsPerLine = 3, MaxPanels = 9;

    public static Drawing Draw(PatternReport report)
    {
        var shown = Evenly(report.Heads, MaxPanels);
        var columns = Math.Min(PanelsPerLine, shown.Count);
        double side = columns switch { 1 => 512, 2 => 320, _ => 256 }, width = 2 * Margin + columns * side + (columns - 1) * Gap;
        var shapes = new List<Shape> { new Label(Margin, 40, report.Plan.Spec.Name, 22), new Label(Margin, 62, Subtitle(report), 13, Ink.Muted) };
        var top = PanelsTop;
        for (var first = 0; first < shown.Count; first += columns)
            top = Panels(report, [.. shown.Skip(first).Take(columns)], side, top, shapes);
        top = Legend(report, shown.Count, top, shapes);
        if (report.Plan.Reach.Count > 1)
        {
            shapes.Add(new Label(Margin, top + 14, "Reach after each layer; a full bar is the whole sequence", 14));
            shapes.AddRange(ReachChart.Draw(report.Plan, Margin, top + 28, width - 2 * Margin));
            top += 28 + ReachChart.Height(report.Plan) + 12;
        }
        return new Drawing(width, top + Margin / 2, CardText.Title(report.Plan), Describe(report), shapes);
    }

    /// <summary>Many heads differ little: the first, the last, and what lies evenly between.</summary>
    private static List<HeadPicture> Evenly(IReadOnlyList<HeadPicture> all, int most) =>
        [.. Enumerable.Range(0, Math.Min(most, all.Count)).Select(i => all[all.Count <= most ? i : i * (all.Count - 1) / (most - 1)])];

    private static string Subtitle(PatternReport report) => $"{CardText.Size(report.Plan.Spec)}, at {Numbers.Grouped(report.Plan.CostLength)} tokens";

    private static string Describe(PatternReport report) =>
        "Rows are queries, columns keys. " + string.Join(" ", report.Heads.Select(h => $"{h.Where}: {string.Join(", ", TermText.Lines(h.Head, report.Plan.Spec))}."));

    /// <summary>Panels side by side, captions above; returns where the next line begins.</summary>
    private static double Panels(PatternReport report, IReadOnlyList<HeadPicture> pictures, double side, double top, List<Shape> shapes)
    {
        var captions = pictures.Select(p => TermText.Lines(p.Head, report.Plan.Spec).Prepend(p.Where).Select(l => Shorten(l, side)).ToList()).ToList();
        var panelTop = top + captions.Max(c => c.Count) * Line;
        for (var i = 0; i < pictures.Count; i++)
        {
            var left = Margin + i * (side + Gap);
            shapes.AddRange(captions[i].Select((text, line) => new Label(
                left, panelTop - (captions[i].Count - line) * Line + 9, text, 13, line == 0 ? Ink.Text : Ink.Muted)));
            shapes.AddRange(MaskPanel.Draw(pictures[i], report.Plan.Spec.Causal, left, panelTop, side));
        }
        return panelTop + side + Gap;
    }

    private static double Legend(PatternReport report, int shown, double top, List<Shape> shapes)
    {
        top -= Gap - 12;
        for (var level = 0; level <= MaskPanel.Levels; level++)
            shapes.Add(new Box(Margin + level * 14, top, 14, 12, level == 0 ? Ink.Empty : Ink.Read, level == 0 ? 1 : MaskPanel.Strength(level)));
        shapes.Add(new Label(Margin + 136, top + 10, "share of pairs read: none to all; rows are queries, columns keys", 12, Ink.Muted));
        if (report.Plan.Spec.Global)
        {
            top += Line;
            shapes.Add(new Box(Margin, top, 14, 12, Ink.Global));
            shapes.Add(new Label(Margin + 24, top + 10, "a global token (drawn first)", 12, Ink.Muted));
        }
        if (shown < report.Heads.Count)
        {
            top += Line;
            shapes.Add(new Label(Margin, top + 10, $"{report.Heads.Count - shown} more kinds of head lie between these", 12, Ink.Muted));
        }
        return top + 36;
    }

    /// <summary>Letters are about half as wide as high.</summary>
    private static string Shorten(string text, double width) => text.Length <= width / 6.5 ? text : text.Substring(0, (int)(width / 6.5) - 1) + "…";
}

using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Picture;

/// <summary>Draws who reads whom: queries downwards, keys to the right, each cell shaded by the share of pairs that are read.</summary>
internal static class PatternPicture
{
    // A character is about twice as tall as wide, so this is a square.
    private const int Rows = 12, Columns = 24;

    private const int PicturesPerLine = 3, MaxPictures = 6;

    // Queries looked at per row of cells; every key of a cell is counted.
    private const int Samples = 16;

    /// <summary>A drawing per distinct band, side by side.</summary>
    public static string Draw(PatternPlan plan)
    {
        var bands = plan.Forms.SelectMany(form => form.Groups.Select(group => (form, group))).GroupBy(b => b.group.Head).ToList();
        // Many heads differ little: the first, the last, and what lies evenly between.
        var shown = Enumerable.Range(0, Math.Min(MaxPictures, bands.Count))
            .Select(i => bands[bands.Count <= MaxPictures ? i : i * (bands.Count - 1) / (MaxPictures - 1)]).ToList();
        var lines = new List<string>();
        for (var i = 0; i < shown.Count; i += PicturesPerLine)
        {
            var pictures = Level(shown.Skip(i).Take(PicturesPerLine).Select(b => Draw(b.Key, string.Join("; ", b.Select(x => Title(plan.Spec, x.form, x.group))), plan)).ToList());
            for (var row = 0; row < pictures[0].Count; row++)
                lines.Add(string.Join("   ", pictures.Select(p => p[row].PadRight(p.Max(line => line.Length)))).TrimEnd());
        }
        if (shown.Count < bands.Count)
            lines.Add($"({bands.Count - shown.Count} more kinds of head lie between these)");
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

    private static string Title(PatternSpec spec, LayerForm form, HeadGroup group) =>
        Names.Some("layer", form.Layers) + (group.Heads.Count == spec.Heads ? "" : ", " + Names.Some("head", group.Heads));

    private static List<string> Draw(HeadSpec head, string title, PatternPlan plan)
    {
        var lines = new List<string> { title };
        lines.AddRange(TermText.Lines(head, plan.Spec));
        var share = head.Band is { } band ? Share(band, plan.CostLength) : Share(plan.KernelOf(head), plan.CostLength);
        for (var row = 0; row < Rows; row++)
            lines.Add(string.Concat(Enumerable.Range(0, Columns).Select(column => Cell(head, share, row, column, plan))));
        return lines;
    }

    private static char Cell(HeadSpec head, Func<int, int, double> share, int row, int column, PatternPlan plan)
    {
        if (head.Global is { } global && (column == 0 || (row == 0 && !plan.Spec.Causal && global.Direction == GlobalDirection.Both)))
            return 'G';
        var live = share(row, column);
        return live switch { >= 0.9 => '█', >= 0.6 => '▓', >= 0.3 => '▒', > 0 => '░', _ => '·' };
    }

    /// <summary>(row, column) to the share of a cell's pairs that are read.</summary>
    private static Func<int, int, double> Share(BandTerm band, long length) => (row, column) =>
    {
        long first = column * length / Columns, end = (column + 1) * length / Columns, live = 0;
        for (var sample = 0; sample < Samples; sample++)
        {
            // The middle of each sixteenth of the row's queries.
            var query = ((row * Samples + sample) * 2 + 1) * length / (2 * Samples * Rows);
            live += Count(band, query, first, end);
        }
        return live / (double)(Samples * Math.Max(1, end - first));
    };

    private static Func<int, int, double> Share(KernelPlan kernel, long length)
    {
        var count = new RuleCount((BlockPlan)kernel, (int)length);
        int Row(int row) => (int)(row * length / Rows);
        int Column(int column) => (int)(column * length / Columns);
        return (row, column) => count.Share(Row(row), Row(row + 1), Column(column), Column(column + 1));
    }

    /// <summary>Keys of the band in [first, end).</summary>
    private static long Count(BandTerm band, long query, long first, long end)
    {
        var low = Math.Max(-(long)band.Before, CeilingDivide(first - query, band.Stride));
        var high = Math.Min(band.After, CeilingDivide(end - query, band.Stride) - 1);
        return Math.Max(0, high - low + 1);
    }

    private static long CeilingDivide(long a, long b) => a >= 0 ? (a + b - 1) / b : -(-a / b);
}

using AttentionGen.Compiler.Emit.Picture;
using AttentionGen.Compiler.Reports.Shares;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Reports.Html;

/// <summary>What the page's script draws from, as JSON; page.js says how it is read.</summary>
internal static class PageData
{
    // Rows of keys, characters per kind of head and for all: a page stays of a size that mail takes.
    private const int MaxRows = 48_000, MaxAllRows = 240_000;

    public static string Write(PatternReport report)
    {
        var json = new JsonWriter();
        var plan = report.Plan;
        var left = MaxAllRows;
        json.Object(() =>
        {
            json.Name("name").Value(plan.Spec.Name).Name("length").Value(plan.CostLength).Name("causal").Value(plan.Spec.Causal);
            json.Name("kindOf").Array(() =>
            {
                foreach (var layer in report.KindOf)
                    json.Array(layer.Select(k => (long)k));
            });
            json.Name("kinds").Array(() =>
            {
                foreach (var picture in report.Heads)
                    json.Object(() => Kind(picture, report, json, ref left));
            });
        });
        return json.ToString();
    }

    private static void Kind(HeadPicture picture, PatternReport report, JsonWriter json, ref int left)
    {
        json.Name("where").Value(picture.Where).Name("kernel").Value(picture.Kernel.Name);
        json.Name("terms").Array(() =>
        {
            foreach (var line in TermText.Lines(picture.Head, report.Plan.Spec))
                json.Value(line);
            if (picture.StandsForOthers)
                json.Value("each layer and head draws its own random blocks: the first one's are shown");
        });
        json.Name("global").Value(picture.Head.Global switch
        {
            null => "none",
            { Direction: GlobalDirection.Read } => "read",
            _ => report.Plan.Spec.Causal ? "read" : "both",
        });
        json.Name("cell").Value(picture.CellTokens).Name("hedge").Value(picture.DependsOnInput ? "at most" : picture.Grid.IsEstimate ? "about" : "");
        json.Name("grid").Array(Grid(picture.Grid));
        var rows = picture.Rows is { } known ? Rows(known) : null;
        if (rows is null || rows.Length > Math.Min(MaxRows, left))
            return;
        left -= rows.Length;
        json.Name("rowsCausal").Value(picture.Rows!.IsCausal).Name("rows").Raw(rows);
    }

    /// <summary>Runs of equal shares, row after row: count, thousandths, count, thousandths, ...</summary>
    private static IEnumerable<long> Grid(ShareGrid grid)
    {
        long count = 0, share = -1;
        for (var i = 0; i < grid.Rows * grid.Columns; i++)
        {
            var next = Thousandths(grid[i / grid.Columns, i % grid.Columns]);
            if (next == share)
            {
                count++;
                continue;
            }
            if (count > 0)
            {
                yield return count;
                yield return share;
            }
            (count, share) = (1, next);
        }
        yield return count;
        yield return share;
    }

    /// <summary>0 for nothing only, 1000 for everything only.</summary>
    private static long Thousandths(double share) => share switch { <= 0 => 0, >= 1 => 1000, _ => (long)Math.Min(999, Math.Max(1, Math.Round(1000 * share))) };

    /// <summary>Groups of rows: [queries, 1 when the runs count from the query, start, length, step, count, start, ...].</summary>
    private static string Rows(KeyRows rows)
    {
        var json = new JsonWriter();
        json.Array(() =>
        {
            foreach (var group in rows.Groups)
                json.Array(group.Runs.SelectMany(r => new long[] { r.Start, r.Length, r.Step, r.Count }).Prepend(group.IsRelative ? 1 : 0).Prepend(group.Queries));
        });
        return json.ToString();
    }
}

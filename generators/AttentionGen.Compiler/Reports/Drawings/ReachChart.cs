using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Reports.Drawings;

/// <summary>A bar per layer: how far information has travelled when the layer is done. A full bar is the whole sequence, however far the reach.</summary>
internal static class ReachChart
{
    private const double LayerWidth = 72, NumberWidth = 64, LabelHeight = 13;

    /// <summary>Pixels that it is high.</summary>
    public static double Height(PatternPlan plan) => RowHeight(plan) * plan.Reach.Count + 18;

    public static IEnumerable<Shape> Draw(PatternPlan plan, double left, double top, double width)
    {
        // Where nothing is read of one side, the other has all the width.
        bool before = plan.Reach.Any(r => r.Before > 0), after = plan.Reach.Any(r => r.After > 0);
        var bars = width - LayerWidth - (before || !after ? NumberWidth : 0) - (after ? NumberWidth : 0);
        var beforeWidth = !after ? bars : before ? bars / 2 : 0;
        var (first, row) = (left + width - (after ? NumberWidth : 0) - bars, RowHeight(plan));
        var middle = first + beforeWidth;
        double Share(long reach) => Math.Min(1, reach / Math.Max(1.0, plan.CostLength - 1));
        for (var layer = 0; layer < plan.Reach.Count; layer++)
        {
            var (y, reach) = (top + layer * row, plan.Reach[layer]);
            yield return new Box(first, y, bars, row - Math.Min(2, row / 3), Ink.Empty);
            yield return new Box(middle - beforeWidth * Share(reach.Before), y, beforeWidth * Share(reach.Before), row - Math.Min(2, row / 3), Ink.Read);
            yield return new Box(middle, y, (bars - beforeWidth) * Share(reach.After), row - Math.Min(2, row / 3), Ink.After);
            if (!HasLabel(layer, plan.Reach.Count, row))
                continue;
            yield return new Label(left, y + 11, $"layer {layer}", 12, Ink.Muted);
            if (before || !after)
                yield return new Label(first - 8, y + 11, Numbers.Grouped(reach.Before), 12, EndsHere: true);
            if (after)
                yield return new Label(first + bars + 8, y + 11, Numbers.Grouped(reach.After), 12);
        }
        var bottom = top + Height(plan) - 2;
        if (before || !after)
            yield return new Label(middle - 8, bottom, "tokens before", 12, Ink.Muted, EndsHere: true);
        if (after)
            yield return new Label(middle + 8, bottom, "tokens after", 12, Ink.Muted);
    }

    private static double RowHeight(PatternPlan plan) => plan.Reach.Count <= 24 ? 16 : Math.Max(3, Math.Floor(384.0 / plan.Reach.Count));

    /// <summary>The last layer's, and of the others as many as there is room for.</summary>
    private static bool HasLabel(int layer, int layers, double row)
    {
        var every = (int)Math.Ceiling(LabelHeight / row);
        return layer == layers - 1 || (layer % every == 0 && layer + every <= layers - 1);
    }
}

using AttentionGen.Compiler.Reports.Shares;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Reports.Drawings;

/// <summary>The square of queries (downwards) and keys (to the right), shaded by the share of pairs that are read.</summary>
internal static class MaskPanel
{
    /// <summary>Shades between nothing and everything.</summary>
    public const int Levels = 8;

    /// <summary>The colour's strength for a level of 1 to <see cref="Levels"/>: the weakest is still seen.</summary>
    public static double Strength(int level) => 0.16 + 0.84 * level / Levels;

    /// <summary>The level of a share: 0 for nothing only, <see cref="Levels"/> for everything only.</summary>
    public static int Level(double share) => share >= 1 ? Levels : (int)Math.Min(Levels - 1, Math.Ceiling(share * (Levels - 1)));

    public static IEnumerable<Shape> Draw(HeadPicture picture, bool causal, double left, double top, double side)
    {
        yield return new Box(left, top, side, side, Ink.Empty);
        foreach (var cell in Cells(picture.Grid, left, top, side).OrderBy(c => c.Strength))
            yield return cell;
        if (picture.Head.Global is not { } global)
            yield break;
        // Drawn as the first token.
        var width = side * picture.CellTokens / Math.Max(1, picture.Grid.Keys[picture.Grid.Columns]);
        yield return new Box(left, top, width, side, Ink.Global);
        if (global.Direction == GlobalDirection.Both && !causal)
            yield return new Box(left, top, side, width, Ink.Global);
    }

    /// <summary>Neighbouring cells of one level are one box.</summary>
    private static IEnumerable<Box> Cells(ShareGrid grid, double left, double top, double side)
    {
        double Place(int token) => side * token / grid.Keys[grid.Columns];
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var first = 0; first < grid.Columns;)
            {
                var next = first + 1;
                var level = Level(grid[row, first]);
                while (next < grid.Columns && Level(grid[row, next]) == level)
                    next++;
                double x = Place(grid.Keys[first]), y = Place(grid.Queries[row]);
                if (level > 0)
                    yield return new Box(left + x, top + y, Place(grid.Keys[next]) - x, Place(grid.Queries[row + 1]) - y, Ink.Read, Strength(level));
                first = next;
            }
        }
    }
}

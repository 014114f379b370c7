using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Reports.Shares;

/// <summary>The share of a cell's pairs that a head reads, cell by cell: every picture is drawn from it. Global tokens aside.</summary>
public sealed class ShareGrid
{
    private readonly double[,] _shares; // [row, column]

    private ShareGrid(IReadOnlyList<int> queries, IReadOnlyList<int> keys, bool isEstimate, Func<int, int, double> share)
    {
        (Queries, Keys, _shares) = (queries, keys, new double[queries.Count - 1, keys.Count - 1]);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
                _shares[row, column] = share(row, column);
        }
        IsEstimate = isEstimate;
    }

    /// <summary>Row r holds the queries [Queries[r], Queries[r + 1]).</summary>
    public IReadOnlyList<int> Queries { get; }

    /// <summary>Column c holds the keys [Keys[c], Keys[c + 1]).</summary>
    public IReadOnlyList<int> Keys { get; }

    /// <summary>Rows of cells.</summary>
    public int Rows => Queries.Count - 1;

    /// <summary>Columns of cells.</summary>
    public int Columns => Keys.Count - 1;

    /// <summary>True when some shares were estimated from a few of a cell's queries.</summary>
    public bool IsEstimate { get; private set; }

    /// <summary>0 to 1; above 0 where anything is read.</summary>
    public double this[int row, int column] => _shares[row, column];

    /// <summary>Bands are counted in closed form; of other kernels a few queries of each cell are looked at.</summary>
    internal static ShareGrid Of(HeadKind kind, IReadOnlyList<int> queries, IReadOnlyList<int> keys)
    {
        if (kind.Kernel is BandPlan { Band: var band })
            return new ShareGrid(queries, keys, false, (row, column) => Share(BandCount.Pairs(band, queries[row], queries[row + 1], keys[column], keys[column + 1]), queries, keys, row, column));
        var count = new RuleCount((BlockPlan)kind.Kernel, queries[queries.Count - 1], kind.First.Layer, kind.First.Head);
        var grid = new ShareGrid(queries, keys, false, (row, column) => count.Share(queries[row], queries[row + 1], keys[column], keys[column + 1]));
        grid.IsEstimate = count.IsEstimate;
        return grid;
    }

    /// <summary>Counted from rows that are known.</summary>
    internal static ShareGrid Of(KeyRows rows, IReadOnlyList<int> queries, IReadOnlyList<int> keys)
    {
        var pairs = rows.Count(queries, keys);
        return new ShareGrid(queries, keys, false, (row, column) => Share(pairs[row, column], queries, keys, row, column));
    }

    private static double Share(long pairs, IReadOnlyList<int> queries, IReadOnlyList<int> keys, int row, int column) =>
        pairs / (double)Math.Max(1, (queries[row + 1] - queries[row]) * (long)(keys[column + 1] - keys[column]));
}

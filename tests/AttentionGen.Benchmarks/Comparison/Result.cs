using System.Globalization;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>A line of the table.</summary>
internal sealed record Result(
    string Method, int Length, string Pass, double Milliseconds, double UsefulGflops, double MatrixGflops, double ExtraMegabytes, string Allocator)
{
    /// <summary>The columns of the CSV file.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["method", "n", "pass", "milliseconds", "useful_gflops", "matrix_gflops", "extra_mb", "allocator"];

    /// <summary>The values of <see cref="Columns"/>.</summary>
    public IReadOnlyList<string> Cells =>
    [
        Method, Length.ToString(CultureInfo.InvariantCulture), Pass, Number(Milliseconds, "0.00"), Number(UsefulGflops, "0.00"), Number(MatrixGflops, "0.00"),
        Number(ExtraMegabytes, "0.0"), Allocator,
    ];

    /// <summary>Useful work in share of what matrix products reach.</summary>
    public double Share => UsefulGflops / MatrixGflops;

    /// <summary>The lines as CSV.</summary>
    public static string Csv(IEnumerable<Result> results) =>
        string.Concat(results.Select(r => r.Cells).Prepend(Columns).Select(cells => string.Join(',', cells) + "\n"));

    /// <summary>The lines as a table to read, with each one's share of the matrix products' rate.</summary>
    public static string Table(IEnumerable<Result> results)
    {
        List<string[]> rows = [[.. Columns, "share"], .. results.Select(r => (string[])[.. r.Cells, Number(r.Share, "0.00")])];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length))];
        return string.Concat(rows.Select(row => string.Join("  ", row.Select((cell, i) => i is 0 or 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))) + "\n"));
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

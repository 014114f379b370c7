using System.Globalization;
using System.Text;

namespace ConvertRoberta;

/// <summary>Losses side by side.</summary>
/// <param name="documents">The documents that all rows are about.</param>
internal sealed class Table(string documents)
{
    private readonly List<(string Name, DocumentBits All, DocumentBits Seams)> _rows = [];

    /// <summary>Adds a model's losses; the first row is what the others are compared with.</summary>
    public void Add(string name, DocumentBits all, DocumentBits seams) => _rows.Add((name, all, seams));

    /// <summary>The table as Markdown.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var first = _rows[0].All;
        text.Append(CultureInfo.InvariantCulture, $"{first.Values.Count} {documents} documents, {first.Counts.Sum():N0} hidden tokens. +- is the standard error over documents.\n\n");
        text.Append("| model | bits per hidden token | against the first row | beside seams |\n|---|---|---|---|\n");
        foreach (var (name, all, seams) in _rows)
        {
            var (mean, error) = all.Mean();
            var (more, moreError) = all.Minus(first).Mean();
            var (beside, besideError) = seams.Mean();
            var against = all == first ? "" : string.Create(CultureInfo.InvariantCulture, $"{more:+0.000;-0.000} +- {moreError:0.000}");
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {mean:0.000} +- {error:0.000} | {against} | {beside:0.00} +- {besideError:0.00} |\n");
        }
        return text.ToString();
    }
}

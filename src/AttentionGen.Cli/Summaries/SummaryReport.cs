using AttentionGen.Models.Metrics;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Summaries;

/// <summary>What is said at the end of <c>summarize</c>: texts that were cut, and how far summaries agree with those that lines have.</summary>
internal sealed class SummaryReport
{
    private readonly List<RougeScores> _scores = [];
    private int _texts, _cut;

    /// <summary>One summary more.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="reference">What it should say; null where nobody says.</param>
    public void Add(Summary summary, string? reference)
    {
        _texts++;
        _cut += summary.Unread > 0 ? 1 : 0;
        if (reference is not null)
            _scores.Add(RougeScores.Of(summary.Text, reference));
    }

    public void Write(TextWriter writer)
    {
        if (_cut > 0)
            writer.WriteLine($"{_cut:N0} of {_texts:N0} texts were cut: their end was not read");
        if (_scores.Count == 0)
            return;
        var means = RougeMeans.Of(_scores);
        writer.WriteLine($"ROUGE-1 {means.Rouge1.F1:0.000}, ROUGE-2 {means.Rouge2.F1:0.000}, ROUGE-L {means.RougeL.F1:0.000}, ROUGE-Lsum {means.RougeLsum.F1:0.000} (mean F1) on the {_scores.Count:N0} that had a summary");
    }
}

using AttentionGen.Models.Metrics;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Questions;

/// <summary>What is said at the end of <c>answer</c>: texts that did not fit, and how good the answers are.</summary>
internal sealed class AnswerSummary
{
    private readonly SquadScores _scores = new();
    private int _texts, _long, _windows;

    /// <summary>One answer more.</summary>
    public void Add(AskedQuestion question, Answer answer)
    {
        _texts++;
        _long += answer.Windows > 1 ? 1 : 0;
        _windows = Math.Max(_windows, answer.Windows);
        if (question.Gold is { } gold)
            _scores.Add(answer.Best?.Text ?? "", gold);
    }

    public void Write(TextWriter writer)
    {
        if (_long > 0)
            writer.WriteLine($"{_long:N0} of {_texts:N0} texts did not fit and were read in overlapping windows, at most {_windows:N0} each");
        if (_scores.Count > 0)
            writer.WriteLine($"exact match {_scores.ExactMatch:0.000}, F1 {_scores.F1:0.000} on the {_scores.Count:N0} that had answers");
    }
}

namespace AttentionGen.Models.Metrics;

/// <summary>
/// Exact match and F1 of SQuAD: means over questions, each by the gold answer that agrees best, after the normalisation of
/// <see cref="AnswerText"/>. The published scripts print the same numbers times 100.
/// </summary>
public sealed class SquadScores
{
    private double _exact, _f1;

    /// <summary>Questions that were counted.</summary>
    public int Count { get; private set; }

    /// <summary>The share, from 0 to 1, of answers that equal a gold answer; NaN without a question.</summary>
    public double ExactMatch => _exact / Count;

    /// <summary>The mean, from 0 to 1, of the F1 over words; NaN without a question.</summary>
    public double F1 => _f1 / Count;

    /// <summary>Counts a question.</summary>
    /// <param name="answer">The answer; empty for none.</param>
    /// <param name="gold">The gold answers. Without any, or with nothing but empty ones, no answer is right.</param>
    public void Add(string answer, IReadOnlyCollection<string> gold)
    {
        var said = AnswerText.Words(answer);
        var right = gold.Select(AnswerText.Words).Where(words => words.Length > 0).DefaultIfEmpty([]).ToArray();
        Count++;
        _exact += right.Any(words => words.SequenceEqual(said)) ? 1 : 0;
        _f1 += right.Max(words => F1Of(said, words));
    }

    /// <summary>The F1 of two answers over their words. Two without words agree; one without agrees with no other (SQuAD 2.0's rule).</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="gold">The gold answer.</param>
    public static double F1Of(string answer, string gold) => F1Of(AnswerText.Words(answer), AnswerText.Words(gold));

    private static double F1Of(string[] said, string[] right) => said.Length == 0 && right.Length == 0 ? 1 : Overlap.Of(said, right).F1;
}

namespace AttentionGen.Models.Metrics;

/// <summary>
/// The scores of HotpotQA: answers, supporting facts, and both jointly; each a mean over questions, from 0 to 1, NaN without a question.
/// Answers are normalised by <see cref="AnswerText"/>. Where one side of a pair is yes, no or noanswer and the other is not the same, they
/// share nothing, whatever their words.
/// </summary>
public sealed class HotpotScores
{
    private static readonly string[] s_whole = ["yes", "no", "noanswer"];

    /// <summary>Questions that were counted.</summary>
    public int Count { get; private set; }

    /// <summary>Of answers.</summary>
    public HotpotMeans Answer { get; private set; }

    /// <summary>Of supporting facts.</summary>
    public HotpotMeans Support { get; private set; }

    /// <summary>Of both: precision and recall are products, and an exact match is one of both.</summary>
    public HotpotMeans Joint { get; private set; }

    /// <summary>Counts a question.</summary>
    /// <param name="answer">The answer; null where none was given, which scores 0, jointly too.</param>
    /// <param name="gold">The gold answer.</param>
    /// <param name="facts">The facts that were named; null where none were given, which scores 0, jointly too.</param>
    /// <param name="goldFacts">The right facts.</param>
    public void Add(string? answer, string gold, IEnumerable<SupportingFact>? facts = null, IEnumerable<SupportingFact>? goldFacts = null)
    {
        var a = answer is null ? default : AnswerOf(answer, gold);
        var s = facts is null ? default : SupportOf(facts, goldFacts ?? []);
        Count++;
        Answer = Answer.With(a, Count);
        Support = Support.With(s, Count);
        Joint = Joint.With((a.Exact && s.Exact, new(a.Overlap.Precision * s.Overlap.Precision, a.Overlap.Recall * s.Overlap.Recall)), Count);
    }

    /// <summary>Whether an answer equals the gold answer, and their overlap.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="gold">The gold answer.</param>
    /// <returns>Two answers without words match exactly and overlap by 0, as in the published script.</returns>
    public static (bool Exact, Overlap Overlap) AnswerOf(string answer, string gold)
    {
        var (said, right) = (AnswerText.Words(answer), AnswerText.Words(gold));
        var exact = said.SequenceEqual(right);
        return (exact, !exact && (IsWhole(said) || IsWhole(right)) ? default : Overlap.Of(said, right));
    }

    /// <summary>Whether the named facts are the right ones, and their overlap; a fact that is named twice counts once.</summary>
    /// <param name="facts">The facts that were named.</param>
    /// <param name="gold">The right facts.</param>
    /// <returns>Two empty sets match exactly and overlap by 0, as in the published script.</returns>
    public static (bool Exact, Overlap Overlap) SupportOf(IEnumerable<SupportingFact> facts, IEnumerable<SupportingFact> gold)
    {
        HashSet<SupportingFact> said = [.. facts], right = [.. gold];
        double common = said.Count(right.Contains);
        return (said.SetEquals(right), common == 0 ? default : new(common / said.Count, common / right.Count));
    }

    private static bool IsWhole(string[] words) => words is [var word] && s_whole.Contains(word);
}

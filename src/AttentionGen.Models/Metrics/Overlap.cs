namespace AttentionGen.Models.Metrics;

/// <summary>How far two lists of words, or two sets, agree: each part from 0 to 1.</summary>
/// <param name="Precision">The share of what was said that is right.</param>
/// <param name="Recall">The share of what is right that was said.</param>
public readonly record struct Overlap(double Precision, double Recall)
{
    /// <summary>The harmonic mean of both; 0 where both are 0.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>The overlap of words, whatever their order. A word that stands twice on one side counts twice only if it does on the other.</summary>
    /// <param name="said">The words that were said.</param>
    /// <param name="right">The right words.</param>
    /// <returns>0 where a side has no words.</returns>
    public static Overlap Of(IReadOnlyCollection<string> said, IReadOnlyCollection<string> right)
    {
        var left = right.CountBy(word => word).ToDictionary();
        var common = said.Count(word => left.TryGetValue(word, out var count) && (left[word] = count - 1) >= 0);
        return common == 0 ? default : new((double)common / said.Count, (double)common / right.Count);
    }
}

namespace AttentionGen.Models.Metrics;

/// <summary>How far two lists of words, or two sets, agree: each part from 0 to 1.</summary>
/// <param name="Precision">The share of what was said that is right.</param>
/// <param name="Recall">The share of what is right that was said.</param>
public readonly record struct Overlap(double Precision, double Recall)
{
    /// <summary>The harmonic mean of both; 0 where both are 0.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>The overlap of words, whatever their order. A word that stands twice on one side counts twice only if it does on the other.</summary>
    /// <typeparam name="T">What a word is; equality decides.</typeparam>
    /// <param name="said">The words that were said.</param>
    /// <param name="right">The right words.</param>
    /// <returns>0 where a side has no words.</returns>
    public static Overlap Of<T>(IReadOnlyCollection<T> said, IReadOnlyCollection<T> right) where T : notnull => Of(Common(said, right), said.Count, right.Count);

    /// <summary>The overlap of as many words; 0 where none are common.</summary>
    internal static Overlap Of(int common, int said, int right) => common == 0 ? default : new((double)common / said, (double)common / right);

    private static int Common<T>(IReadOnlyCollection<T> said, IReadOnlyCollection<T> right) where T : notnull
    {
        var left = right.CountBy(word => word).ToDictionary();
        return said.Count(word => left.TryGetValue(word, out var count) && (left[word] = count - 1) >= 0);
    }
}

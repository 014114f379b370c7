namespace AttentionGen.Models.Metrics;

/// <summary>Means over questions, each from 0 to 1.</summary>
/// <param name="ExactMatch">The share of exact matches.</param>
/// <param name="F1">The mean of the questions' F1, which is not the F1 of the mean precision and recall.</param>
/// <param name="Precision">The mean precision.</param>
/// <param name="Recall">The mean recall.</param>
public readonly record struct HotpotMeans(double ExactMatch, double F1, double Precision, double Recall)
{
    /// <summary>The means with one question more.</summary>
    /// <param name="one">The question.</param>
    /// <param name="count">Questions, that one included.</param>
    internal HotpotMeans With((bool Exact, Overlap Overlap) one, int count) => new(
        ExactMatch + (((one.Exact ? 1 : 0) - ExactMatch) / count),
        F1 + ((one.Overlap.F1 - F1) / count),
        Precision + ((one.Overlap.Precision - Precision) / count),
        Recall + ((one.Overlap.Recall - Recall) / count));
}

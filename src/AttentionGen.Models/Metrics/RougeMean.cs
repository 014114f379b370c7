namespace AttentionGen.Models.Metrics;

/// <summary>Means of one kind of ROUGE over summaries, each from 0 to 1.</summary>
/// <param name="Precision">The mean precision.</param>
/// <param name="Recall">The mean recall.</param>
/// <param name="F1">The mean of the summaries' F1, which is not the F1 of the mean precision and recall.</param>
public readonly record struct RougeMean(double Precision, double Recall, double F1);

using AttentionGen.Models.TextGeneration.Settings;

namespace AttentionGen.Models.TextGeneration.Searches;

/// <summary>Scores of hypotheses: sums of log-probabilities over a power of the length.</summary>
internal sealed class LengthScore(GenerationPlan plan)
{
    private readonly bool _generated = plan.Config.LengthNormalization == LengthNormalization.Generated;

    /// <summary>Of one that has ended.</summary>
    /// <param name="sum">Its log-probabilities.</param>
    /// <param name="length">All its tokens.</param>
    public double Ended(float sum, int length) => Over(sum, _generated ? length - plan.StartLength : length - 1);

    /// <summary>Of one that was cut.</summary>
    /// <inheritdoc cref="Ended"/>
    public double Cut(float sum, int length) => Over(sum, _generated ? length - plan.StartLength : length);

    /// <summary>The best that a beam may still reach, as far as <see cref="EarlyStopping"/> looks.</summary>
    /// <inheritdoc cref="Ended"/>
    public double Attainable(float sum, int length) =>
        Cut(sum, plan.Config.EarlyStopping == EarlyStopping.Never && plan.Config.LengthPenalty > 0 ? plan.MaxLength : length);

    private double Over(float sum, int length) => sum / Math.Pow(length, plan.Config.LengthPenalty);
}

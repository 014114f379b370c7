using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Scores;

/// <summary>The rules that settings ask for, in Hugging Face's order: the later one wins.</summary>
internal static class ScoreProcessors
{
    /// <summary>The rules of settings that are checked.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="minLength">Least length before an end token, start tokens included.</param>
    /// <param name="maxLength">Greatest length, start tokens included.</param>
    public static IReadOnlyList<IScoreProcessor> For(GenerationConfig config, int minLength, int maxLength)
    {
        var rules = new List<IScoreProcessor>();
        if (config.RepetitionPenalty != 1)
            rules.Add(new RepetitionPenalty(config.RepetitionPenalty));
        if (config.NoRepeatNgramSize > 0)
            rules.Add(new NoRepeatNgram(config.NoRepeatNgramSize));
        if (minLength > 0 && config.EosTokenIds.Count > 0)
            rules.Add(new MinimumLength(minLength, config.EosTokenIds));
        if (config.ForcedBosTokenId is { } first)
            rules.Add(new ForcedToken(1, first));
        if (config.ForcedEosTokenId is { } last)
            rules.Add(new ForcedToken(maxLength - 1, last));
        return rules;
    }

    /// <summary>Applies rules to scores of a decoder, which are left as they are.</summary>
    /// <param name="rules">The rules, in order.</param>
    /// <param name="logits">(rows, vocabulary), of any floating type.</param>
    /// <param name="rows">The tokens of each row.</param>
    /// <param name="asLogProbabilities">Whether the scores are log-probabilities, which the rules then see.</param>
    /// <returns>(rows, vocabulary) float32.</returns>
    public static Tensor Score(this IReadOnlyList<IScoreProcessor> rules, Tensor logits, IReadOnlyList<IReadOnlyList<int>> rows, bool asLogProbabilities)
    {
        var scores = logits.to(ScalarType.Float32);
        if (asLogProbabilities)
            scores = scores.log_softmax(-1).contiguous();
        else if (rules.Count > 0) // a copy of one's own in any case; a clone alone keeps the order in memory
            scores = scores.is_contiguous() ? scores.clone() : scores.contiguous();
        foreach (var rule in rules)
            rule.Apply(scores, rows);
        return scores;
    }
}

using AttentionGen.Models.TextGeneration.Settings;

namespace AttentionGen.Models.TextGeneration.Searches;

/// <summary>The best hypotheses of an input that have ended, as many as there are beams.</summary>
internal sealed class BeamHypotheses(GenerationPlan plan)
{
    private readonly LengthScore _scores = new(plan);
    private readonly List<(double Score, Beam Beam, FinishReason Reason)> _all = [];

    /// <summary>Takes a beam that has ended, if it is good enough.</summary>
    public void Add(Beam beam, FinishReason reason)
    {
        var score = reason == FinishReason.Length ? _scores.Cut(beam.Sum, beam.Ids.Length) : _scores.Ended(beam.Sum, beam.Ids.Length);
        if (_all.Count == plan.Config.NumBeams)
        {
            var worst = _all.MinBy(h => h.Score);
            if (!(score > worst.Score))
                return;
            _all.Remove(worst);
        }
        _all.Add((score, beam, reason));
    }

    /// <summary>Whether what goes on need not be followed.</summary>
    /// <param name="best">The best sum of this step.</param>
    /// <param name="length">Tokens with those of this step.</param>
    public bool AreFinal(float best, int length) =>
        _all.Count == plan.Config.NumBeams
        && (plan.Config.EarlyStopping == EarlyStopping.AtOnce || _all.Min(h => h.Score) >= _scores.Attainable(best, length));

    /// <summary>The best ones; of equal ones the one found last.</summary>
    public IEnumerable<GeneratedSequence> Best(int input) => _all.AsEnumerable().Reverse().OrderByDescending(h => h.Score)
        .Take(plan.Config.NumReturnSequences).Select(h => plan.Finish(input, h.Beam.Ids, h.Beam.Text, h.Reason, (float)h.Score));
}

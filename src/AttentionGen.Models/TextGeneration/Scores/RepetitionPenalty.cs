using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Scores;

/// <summary>Tokens that a row has are divided by the penalty where their score is above 0, and multiplied where it is below.</summary>
internal sealed class RepetitionPenalty(double penalty) : IScoreProcessor
{
    public void Apply(Tensor scores, IReadOnlyList<IReadOnlyList<int>> rows)
    {
        var vocabulary = scores.shape[1];
        var places = tensor(rows.SelectMany((row, i) => row.Distinct().Select(token => i * vocabulary + token)).ToArray(), device: scores.device);
        var flat = scores.view(-1);
        var old = flat.index_select(0, places);
        flat.index_copy_(0, places, where(old.lt(0), old * penalty, old / penalty));
    }
}

using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Scores;

/// <summary>Leaves one token, with score 0, to rows of one length.</summary>
internal sealed class ForcedToken(int length, int forced) : IScoreProcessor
{
    public void Apply(Tensor scores, IReadOnlyList<IReadOnlyList<int>> rows)
    {
        if (rows[0].Count != length)
            return;
        scores.fill_(float.NegativeInfinity);
        scores.select(1, forced).fill_(0);
    }
}

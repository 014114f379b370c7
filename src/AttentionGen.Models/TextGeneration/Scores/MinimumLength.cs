using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Scores;

/// <summary>Forbids the end tokens in rows that are shorter, start tokens included.</summary>
internal sealed class MinimumLength(int length, IReadOnlyList<int> endTokens) : IScoreProcessor
{
    public void Apply(Tensor scores, IReadOnlyList<IReadOnlyList<int>> rows)
    {
        if (rows[0].Count >= length)
            return;
        foreach (var token in endTokens)
            scores.select(1, token).fill_(float.NegativeInfinity);
    }
}

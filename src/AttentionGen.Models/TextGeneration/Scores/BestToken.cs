using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Scores;

/// <summary>The token with the greatest score: greedy search.</summary>
internal sealed class BestToken : ITokenChoice
{
    public (Tensor Tokens, Tensor Sound) Choose(Tensor scores, IReadOnlyList<int> sequences)
    {
        var (greatest, tokens) = scores.max(1);
        return (tokens, greatest);
    }
}

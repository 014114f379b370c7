using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Scores;

/// <summary>How one token is chosen for each row.</summary>
internal interface ITokenChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="scores">(rows, vocabulary) float32.</param>
    /// <param name="sequences">Which sequence each row is: its random numbers are its own.</param>
    /// <returns>Token ids (rows) int64, and for each row a number that is finite if the choice is sound.</returns>
    (Tensor Tokens, Tensor Sound) Choose(Tensor scores, IReadOnlyList<int> sequences);
}

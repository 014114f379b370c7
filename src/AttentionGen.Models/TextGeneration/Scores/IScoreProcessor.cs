using static TorchSharp.torch;

namespace AttentionGen.Models.TextGeneration.Scores;

/// <summary>A rule about the next token, which changes what the model thinks of it.</summary>
internal interface IScoreProcessor
{
    /// <summary>Changes the scores in place; minus infinity forbids a token.</summary>
    /// <param name="scores">(rows, vocabulary) float32, contiguous: logits, or log-probabilities in a beam search.</param>
    /// <param name="rows">The tokens of each row so far, all of one length.</param>
    void Apply(Tensor scores, IReadOnlyList<IReadOnlyList<int>> rows);
}

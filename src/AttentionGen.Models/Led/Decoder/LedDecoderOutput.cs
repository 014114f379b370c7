using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>What the decoder makes of tokens.</summary>
/// <param name="LastHidden">(rows, new tokens, hidden).</param>
/// <param name="States">On request: the embeddings, then the output of every layer.</param>
/// <param name="Trace">On request: the probabilities.</param>
internal sealed record LedDecoderOutput(Tensor LastHidden, IReadOnlyList<Tensor>? States, LedDecoderTrace? Trace)
{
    public LedDecoderOutput MoveToOuterDisposeScope()
    {
        // The last hidden state is also the last of States: each tensor is moved once.
        IEnumerable<Tensor> all = [LastHidden, .. States ?? [], .. Trace?.Before ?? [], .. Trace?.Source ?? []];
        foreach (var tensor in all.Distinct<Tensor>(ReferenceEqualityComparer.Instance))
            tensor.MoveToOuterDisposeScope();
        return this;
    }
}

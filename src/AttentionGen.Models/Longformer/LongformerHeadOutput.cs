using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>What a Longformer with a head makes of a batch.</summary>
/// <param name="Logits">The head's output; its shape is the head's.</param>
/// <param name="Encoder">What the encoder gave: the last hidden states, and the extras that were asked for.</param>
public sealed record LongformerHeadOutput(Tensor Logits, LongformerOutput Encoder) : IDisposable
{
    /// <summary>A scalar, the loss; null without labels.</summary>
    public Tensor? Loss { get; init; }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Logits.Dispose();
        Loss?.Dispose();
        Encoder.Dispose();
    }

    /// <summary>Moves the tensors out of the current dispose scope, for code that returns them.</summary>
    public LongformerHeadOutput MoveToOuterDisposeScope()
    {
        Logits.MoveToOuterDisposeScope();
        Loss?.MoveToOuterDisposeScope();
        Encoder.MoveToOuterDisposeScope();
        return this;
    }
}

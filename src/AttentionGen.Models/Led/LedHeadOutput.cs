using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>What an LED with a head makes of a batch.</summary>
/// <param name="Logits">The head's output; its shape is the head's.</param>
/// <param name="Model">What the encoder and the decoder gave.</param>
public sealed record LedHeadOutput(Tensor Logits, LedOutput Model) : IDisposable
{
    /// <summary>A scalar, the loss; null without labels.</summary>
    public Tensor? Loss { get; init; }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Logits.Dispose();
        Loss?.Dispose();
        Model.Dispose();
    }

    /// <summary>Moves the tensors out of the current dispose scope, for code that returns them.</summary>
    public LedHeadOutput MoveToOuterDisposeScope()
    {
        Logits.MoveToOuterDisposeScope();
        Loss?.MoveToOuterDisposeScope();
        Model.MoveToOuterDisposeScope();
        return this;
    }
}

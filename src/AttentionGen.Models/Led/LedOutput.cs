using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>What an LED makes of a batch.</summary>
/// <param name="LastHidden">(batch, target length, hidden): output of the decoder's last layer.</param>
/// <param name="Encoder">What the encoder gave; without a pooled state.</param>
public sealed record LedOutput(Tensor LastHidden, LongformerOutput Encoder) : IDisposable
{
    /// <summary>On request, each (batch, target length, hidden): the decoder's embeddings, then the output of every layer.</summary>
    public IReadOnlyList<Tensor>? HiddenStates { get; init; }

    /// <summary>On request, per layer (batch, heads, target length, target length): what each decoded token reads of those before it.</summary>
    public IReadOnlyList<Tensor>? Attentions { get; init; }

    /// <summary>On request, per layer (batch, heads, target length, length): what each decoded token reads of the input.</summary>
    public IReadOnlyList<Tensor>? CrossAttentions { get; init; }

    private IEnumerable<Tensor> All => [LastHidden, .. HiddenStates ?? [], .. Attentions ?? [], .. CrossAttentions ?? []];

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in All)
            tensor.Dispose();
        Encoder.Dispose();
    }

    /// <summary>Moves the tensors out of the current dispose scope, for code that returns them.</summary>
    public LedOutput MoveToOuterDisposeScope()
    {
        // The last hidden state is also the last of HiddenStates: each tensor is moved once.
        foreach (var tensor in All.Distinct<Tensor>(ReferenceEqualityComparer.Instance))
            tensor.MoveToOuterDisposeScope();
        Encoder.MoveToOuterDisposeScope();
        return this;
    }
}

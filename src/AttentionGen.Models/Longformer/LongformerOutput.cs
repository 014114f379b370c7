using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>What a Longformer makes of a batch.</summary>
/// <param name="LastHidden">(batch, length, hidden): output of the last layer.</param>
public sealed record LongformerOutput(Tensor LastHidden) : IDisposable
{
    /// <summary>(batch, hidden): the first token, through a dense layer and tanh; null in a model without a pooler.</summary>
    public Tensor? Pooled { get; init; }

    /// <summary>On request, each (batch, length, hidden): the embeddings, then the output of every layer.</summary>
    public IReadOnlyList<Tensor>? HiddenStates { get; init; }

    /// <summary>
    /// On request, per layer (batch, heads, length, globals + window + 1): what each token reads, the global columns first,
    /// then the band. Rows of global and padded tokens are 0.
    /// </summary>
    public IReadOnlyList<Tensor>? Attentions { get; init; }

    /// <summary>On request, per layer (batch, heads, length, globals): what each global token reads; null without global tokens.</summary>
    public IReadOnlyList<Tensor>? GlobalAttentions { get; init; }

    private IEnumerable<Tensor> All =>
        [LastHidden, .. Pooled is null ? [] : new[] { Pooled }, .. HiddenStates ?? [], .. Attentions ?? [], .. GlobalAttentions ?? []];

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in All)
            tensor.Dispose();
    }

    /// <summary>Moves the tensors out of the current dispose scope, for code that returns them.</summary>
    public LongformerOutput MoveToOuterDisposeScope()
    {
        // The last hidden state is also the last of HiddenStates: each tensor is moved once.
        foreach (var tensor in All.Distinct<Tensor>(ReferenceEqualityComparer.Instance))
            tensor.MoveToOuterDisposeScope();
        return this;
    }
}

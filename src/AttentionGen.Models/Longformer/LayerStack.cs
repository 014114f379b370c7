using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Encoder layers, one after the other.</summary>
internal static class LayerStack
{
    /// <summary>Embeddings (batch, length, hidden) to the last hidden states of the same shape, and what else was asked for.</summary>
    /// <param name="embeddings">The first layer's input.</param>
    /// <param name="masks">Real and global tokens.</param>
    /// <param name="extras">What else to return.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="attention">A layer's self-attention, which reads what the layer reads.</param>
    public static LongformerOutput Run<T>(
        Tensor embeddings, AttentionMasks masks, LongformerExtras extras, IReadOnlyList<T> layers, Func<T, LongformerSelfAttention> attention)
        where T : nn.Module<Tensor, AttentionMasks, Tensor>
    {
        using var scope = NewDisposeScope();
        var hidden = embeddings; // (batch, length, hidden)
        List<Tensor>? states = null;
        if (extras.HasFlag(LongformerExtras.HiddenStates))
        {
            // The caller's tensor is not moved to outer scopes with the output: an alias goes there.
            hidden = embeddings.alias();
            states = [hidden];
        }
        List<Tensor>? local = extras.HasFlag(LongformerExtras.Attentions) ? [] : null;
        List<Tensor>? global = local is not null && masks.MaxGlobals > 0 ? [] : null;
        foreach (var layer in layers)
        {
            if (local is not null)
            {
                using var probabilities = attention(layer).Probabilities(hidden, masks);
                local.Add(LongformerAttentions.Local(probabilities)); // (batch, heads, length, globals + window + 1)
                global?.Add(LongformerAttentions.Global(probabilities)); // (batch, heads, length, globals)
            }
            var next = layer.call(hidden, masks); // (batch, length, hidden)
            // Nobody needs the layer's input any more, unless the caller owns it or asked for it.
            if (states is null && !ReferenceEquals(hidden, embeddings))
                hidden.Dispose();
            hidden = next;
            states?.Add(hidden);
        }
        return new LongformerOutput(hidden) { HiddenStates = states, Attentions = local, GlobalAttentions = global }.MoveToOuterDisposeScope();
    }
}

using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>The layers, one after the other.</summary>
public sealed class LongformerEncoder : nn.Module<Tensor, AttentionMasks, LongformerExtras, LongformerOutput>
{
    [ComponentName(Name = "layer")]
    private readonly ModuleList<LongformerLayer> _layers;

    /// <summary>Layers with fresh weights.</summary>
    public LongformerEncoder(LongformerConfig config, AttentionPattern pattern) : base(nameof(LongformerEncoder))
    {
        _layers = nn.ModuleList(Enumerable.Range(0, config.NumHiddenLayers).Select(l => new LongformerLayer(config, l, pattern)).ToArray());
        RegisterComponents();
    }

    /// <summary>The layers.</summary>
    public IReadOnlyList<LongformerLayer> Layers => [.. _layers];

    /// <summary>Embeddings (batch, length, hidden) to the last hidden states of the same shape, and what else was asked for.</summary>
    public override LongformerOutput forward(Tensor embeddings, AttentionMasks masks, LongformerExtras extras)
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
        foreach (var layer in _layers)
        {
            if (local is not null)
            {
                using var probabilities = layer.Attention.Self.Probabilities(hidden, masks);
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

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
    public override LongformerOutput forward(Tensor embeddings, AttentionMasks masks, LongformerExtras extras) =>
        LayerStack.Run(embeddings, masks, extras, [.. _layers], layer => layer.Attention.Self);
}

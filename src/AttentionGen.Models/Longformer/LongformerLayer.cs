using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>One layer: the attention block, then the feed-forward part.</summary>
public sealed class LongformerLayer : nn.Module<Tensor, AttentionMasks, Tensor>
{
    [ComponentName(Name = "attention")]
    private readonly LongformerAttention _attention;
    [ComponentName(Name = "intermediate")]
    private readonly LongformerIntermediate _intermediate;
    [ComponentName(Name = "output")]
    private readonly LongformerResidual _output;

    /// <summary>A layer with fresh weights.</summary>
    public LongformerLayer(LongformerConfig config, int layer, AttentionPattern pattern) : base(nameof(LongformerLayer))
    {
        _attention = new LongformerAttention(config, layer, pattern);
        _intermediate = new LongformerIntermediate(config);
        _output = new LongformerResidual(config, config.IntermediateSize);
        RegisterComponents();
    }

    /// <summary>The attention block.</summary>
    public LongformerAttention Attention => _attention;

    /// <summary>Hidden states (batch, length, hidden) to (batch, length, hidden).</summary>
    public override Tensor forward(Tensor hidden, AttentionMasks masks)
    {
        using var attended = _attention.call(hidden, masks); // (batch, length, hidden)
        using var wide = _intermediate.call(attended); // (batch, length, intermediate)
        return _output.call(wide, attended); // (batch, length, hidden)
    }
}

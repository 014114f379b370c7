using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>The attention block of a layer: self-attention, projection, residual, norm.</summary>
public sealed class LongformerAttention : nn.Module<Tensor, AttentionMasks, Tensor>
{
    [ComponentName(Name = "self")]
    private readonly LongformerSelfAttention _self;
    [ComponentName(Name = "output")]
    private readonly LongformerResidual _output;

    /// <summary>An attention block with fresh weights.</summary>
    public LongformerAttention(LongformerConfig config, int layer, AttentionPattern pattern) : base(nameof(LongformerAttention))
    {
        _self = new LongformerSelfAttention(config, layer, pattern);
        _output = new LongformerResidual(config, config.HiddenSize);
        RegisterComponents();
    }

    /// <summary>Self-attention, before the projection.</summary>
    public LongformerSelfAttention Self => _self;

    /// <summary>
    /// Hidden states (batch, length, hidden) to (batch, length, hidden). A padded token's context is 0,
    /// so that its row is the norm of bias and residual, not 0.
    /// </summary>
    public override Tensor forward(Tensor hidden, AttentionMasks masks)
    {
        using var context = _self.call(hidden, masks); // (batch, length, hidden)
        return _output.call(context, hidden); // (batch, length, hidden)
    }
}

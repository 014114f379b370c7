using AttentionGen.Models.Longformer;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>The encoder's attention of one layer: a Longformer's, and the output projection.</summary>
internal sealed class LedEncoderAttention : nn.Module<Tensor, AttentionMasks, Tensor>
{
    [ComponentName(Name = "longformer_self_attn")]
    private readonly LongformerSelfAttention _self;
    [ComponentName(Name = "output")]
    private readonly Linear _output;

    public LedEncoderAttention(LedConfig config, int layer, AttentionPattern pattern) : base(nameof(LedEncoderAttention))
    {
        _self = new LongformerSelfAttention(config.HiddenSize, config.EncoderHeads, config.AttentionDropout, layer, pattern);
        _output = nn.Linear(config.HiddenSize, config.HiddenSize);
        RegisterComponents();
    }

    public LongformerSelfAttention Self => _self;

    /// <summary>Hidden states (batch, length, hidden) to (batch, length, hidden). A padded token's context is 0, so that its row is the bias.</summary>
    public override Tensor forward(Tensor hidden, AttentionMasks masks)
    {
        using var context = _self.call(hidden, masks); // (batch, length, hidden)
        return _output.call(context);
    }
}

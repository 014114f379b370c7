using AttentionGen.Models.Longformer;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>One encoder layer: attention, then the feed-forward part, each with residual and norm behind it.</summary>
internal sealed class LedEncoderLayer : nn.Module<Tensor, AttentionMasks, Tensor>
{
    private readonly LedConfig _config;
    private readonly Func<Tensor, Tensor> _activation;
    [ComponentName(Name = "self_attn")]
    private readonly LedEncoderAttention _attention;
    [ComponentName(Name = "self_attn_layer_norm")]
    private readonly LayerNorm _attentionNorm;
    [ComponentName(Name = "fc1")]
    private readonly Linear _wide;
    [ComponentName(Name = "fc2")]
    private readonly Linear _narrow;
    [ComponentName(Name = "final_layer_norm")]
    private readonly LayerNorm _norm;

    public LedEncoderLayer(LedConfig config, int layer, AttentionPattern pattern) : base(nameof(LedEncoderLayer))
    {
        _config = config;
        _activation = Activations.Find(config.ActivationFunction);
        _attention = new LedEncoderAttention(config, layer, pattern);
        _attentionNorm = nn.LayerNorm(config.HiddenSize);
        _wide = nn.Linear(config.HiddenSize, config.EncoderIntermediateSize);
        _narrow = nn.Linear(config.EncoderIntermediateSize, config.HiddenSize);
        _norm = nn.LayerNorm(config.HiddenSize);
        RegisterComponents();
    }

    public LedEncoderAttention Attention => _attention;

    /// <summary>Hidden states (batch, length, hidden) to (batch, length, hidden).</summary>
    public override Tensor forward(Tensor hidden, AttentionMasks masks)
    {
        if (LedDropout.LeavesOut(_config.EncoderLayerDrop, training))
            return hidden.alias();
        using var scope = NewDisposeScope();
        var attended = _attentionNorm.call(Residual.Add(LedDropout.Of(_attention.call(hidden, masks), _config.Dropout, training), hidden)); // (batch, length, hidden)
        var wide = LedDropout.Of(_activation(_wide.call(attended)), _config.ActivationDropout, training); // (batch, length, intermediate)
        return _norm.call(Residual.Add(LedDropout.Of(_narrow.call(wide), _config.Dropout, training), attended)).MoveToOuterDisposeScope();
    }
}

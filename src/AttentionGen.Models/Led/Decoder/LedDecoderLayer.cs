using AttentionGen.Models.Longformer;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>One decoder layer: attention to the tokens before, to the input, then the feed-forward part, each with residual and norm behind it.</summary>
internal sealed class LedDecoderLayer : nn.Module<Tensor, ILedDecoderMemory, LedDecoderTrace?, Tensor>
{
    private readonly LedConfig _config;
    private readonly int _layer;
    private readonly Func<Tensor, Tensor> _activation;
    [ComponentName(Name = "self_attn")]
    private readonly LedDecoderAttention _before;
    [ComponentName(Name = "self_attn_layer_norm")]
    private readonly LayerNorm _beforeNorm;
    [ComponentName(Name = "encoder_attn")]
    private readonly LedDecoderAttention _source;
    [ComponentName(Name = "encoder_attn_layer_norm")]
    private readonly LayerNorm _sourceNorm;
    [ComponentName(Name = "fc1")]
    private readonly Linear _wide;
    [ComponentName(Name = "fc2")]
    private readonly Linear _narrow;
    [ComponentName(Name = "final_layer_norm")]
    private readonly LayerNorm _norm;

    public LedDecoderLayer(LedConfig config, int layer) : base(nameof(LedDecoderLayer))
    {
        (_config, _layer) = (config, layer);
        _activation = Activations.Find(config.ActivationFunction);
        _before = new LedDecoderAttention(config);
        _beforeNorm = nn.LayerNorm(config.HiddenSize);
        _source = new LedDecoderAttention(config);
        _sourceNorm = nn.LayerNorm(config.HiddenSize);
        _wide = nn.Linear(config.HiddenSize, config.DecoderIntermediateSize);
        _narrow = nn.Linear(config.DecoderIntermediateSize, config.HiddenSize);
        _norm = nn.LayerNorm(config.HiddenSize);
        RegisterComponents();
    }

    /// <summary>The attention to the input.</summary>
    public LedDecoderAttention Source => _source;

    /// <summary>Hidden states (rows, new tokens, hidden) to (rows, new tokens, hidden).</summary>
    public override Tensor forward(Tensor hidden, ILedDecoderMemory memory, LedDecoderTrace? trace)
    {
        if (LedDropout.LeavesOut(_config.DecoderLayerDrop, training))
            return hidden.alias();
        using var scope = NewDisposeScope();
        var before = memory.Before(_layer, _before, hidden);
        var attended = Residual(_beforeNorm, hidden, _before.call(hidden, before)); // (rows, new tokens, hidden)
        var source = memory.Source(_layer, _source);
        var asked = memory.ToInputs(attended); // (inputs, queries, hidden)
        trace?.Keep(_before.Probabilities(hidden, before), _source.Probabilities(asked, source));
        var informed = Residual(_sourceNorm, attended, memory.ToRows(_source.call(asked, source)));
        var wide = LedDropout.Of(_activation(FewRows.Linear(_wide, informed)), _config.ActivationDropout, training); // (rows, new tokens, intermediate)
        return Residual(_norm, informed, FewRows.Linear(_narrow, wide)).MoveToOuterDisposeScope();
    }

    private Tensor Residual(LayerNorm norm, Tensor states, Tensor change) => norm.call(states + LedDropout.Of(change, _config.Dropout, training));
}

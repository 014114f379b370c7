using AttentionGen.Models.Longformer;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>The encoder: positions, norm, layers.</summary>
internal sealed class LedEncoder : nn.Module<Tensor, LongformerInput, LongformerOutput>
{
    private readonly LedConfig _config;
    [ComponentName(Name = "embed_positions")]
    private readonly Embedding _positions; // (positions, hidden)
    [ComponentName(Name = "layernorm_embedding")]
    private readonly LayerNorm _norm;
    [ComponentName(Name = "layers")]
    private readonly ModuleList<LedEncoderLayer> _layers;

    public LedEncoder(LedConfig config, AttentionPattern pattern) : base(nameof(LedEncoder))
    {
        _config = config;
        _positions = nn.Embedding(config.MaxEncoderPositions, config.HiddenSize);
        _norm = nn.LayerNorm(config.HiddenSize);
        _layers = nn.ModuleList([.. Enumerable.Range(0, config.EncoderLayers).Select(l => new LedEncoderLayer(config, l, pattern))]);
        RegisterComponents();
    }

    public IReadOnlyList<LedEncoderLayer> Layers => [.. _layers];

    /// <summary>Word embeddings (batch, length, hidden) and what is known of the tokens to the encoder's output.</summary>
    public override LongformerOutput forward(Tensor words, LongformerInput input)
    {
        using var scope = NewDisposeScope();
        using var masks = AttentionMasks.Create(words.shape[0], words.shape[1], words.device, input.AttentionMask, input.GlobalAttentionMask);
        var positions = _positions.weight!.narrow(0, 0, words.shape[1]); // (length, hidden): padding counts too
        var embedded = LedDropout.Of(_norm.call(words + positions), _config.Dropout, training); // (batch, length, hidden)
        return LayerStack.Run(embedded, masks, input.Extras, Layers, layer => layer.Attention.Self).MoveToOuterDisposeScope();
    }
}

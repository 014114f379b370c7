using AttentionGen.Models.Longformer;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>The decoder: positions, norm, layers.</summary>
internal sealed class LedDecoder : nn.Module<Tensor, ILedDecoderMemory, LongformerExtras, LedDecoderOutput>
{
    private readonly LedConfig _config;
    [ComponentName(Name = "embed_positions")]
    private readonly Embedding _positions; // (positions, hidden)
    [ComponentName(Name = "layernorm_embedding")]
    private readonly LayerNorm _norm;
    [ComponentName(Name = "layers")]
    private readonly ModuleList<LedDecoderLayer> _layers;

    public LedDecoder(LedConfig config) : base(nameof(LedDecoder))
    {
        _config = config;
        _positions = nn.Embedding(config.MaxDecoderPositions, config.HiddenSize);
        _norm = nn.LayerNorm(config.HiddenSize);
        _layers = nn.ModuleList([.. Enumerable.Range(0, config.DecoderLayers).Select(l => new LedDecoderLayer(config, l))]);
        RegisterComponents();
    }

    public IReadOnlyList<LedDecoderLayer> Layers => [.. _layers];

    /// <summary>Word embeddings of the new tokens, (rows, new tokens, hidden), to the last hidden states of the same shape.</summary>
    public override LedDecoderOutput forward(Tensor words, ILedDecoderMemory memory, LongformerExtras extras)
    {
        using var scope = NewDisposeScope();
        var positions = _positions.weight!.narrow(0, memory.Past, words.shape[1]); // (new tokens, hidden)
        var hidden = LedDropout.Of(_norm.call(words + positions), _config.Dropout, training); // (rows, new tokens, hidden)
        List<Tensor>? states = extras.HasFlag(LongformerExtras.HiddenStates) ? [hidden] : null;
        var trace = extras.HasFlag(LongformerExtras.Attentions) ? new LedDecoderTrace() : null;
        foreach (var layer in _layers)
        {
            var next = layer.call(hidden, memory, trace); // (rows, new tokens, hidden)
            if (states is null)
                hidden.Dispose();
            hidden = next;
            states?.Add(hidden);
        }
        return new LedDecoderOutput(hidden, states, trace).MoveToOuterDisposeScope();
    }
}

using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Words from hidden states: a dense layer, gelu (whatever the configuration's activation), a norm, the words' own table.</summary>
public sealed class LongformerLmHead : nn.Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "dense")]
    private readonly Linear _dense;
    [ComponentName(Name = "layer_norm")]
    private readonly LayerNorm _norm;
    [ComponentName(Name = "bias")]
    private readonly Parameter _bias; // (vocabulary)

    /// <summary>A head with fresh weights.</summary>
    public LongformerLmHead(LongformerConfig config) : base(nameof(LongformerLmHead))
    {
        _dense = nn.Linear(config.HiddenSize, config.HiddenSize);
        _norm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        _bias = new Parameter(zeros(config.VocabSize));
        RegisterComponents();
        WeightInitialization.Normal(this, config.InitializerRange);
    }

    /// <summary>Hidden states (..., hidden) and the word embeddings (vocabulary, hidden) to logits (..., vocabulary).</summary>
    public override Tensor forward(Tensor hidden, Tensor words)
    {
        using var scope = NewDisposeScope();
        var states = _norm.call(nn.functional.gelu(_dense.call(hidden))); // (..., hidden)
        return nn.functional.linear(states, words, _bias).MoveToOuterDisposeScope(); // (..., vocabulary)
    }
}

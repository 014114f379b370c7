using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>A sequence's classes from its first token: a dense layer, tanh, a projection.</summary>
public sealed class LongformerClassificationHead : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "dense")]
    private readonly Linear _dense;
    [ComponentName(Name = "out_proj")]
    private readonly Linear _projection;
    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    /// <summary>A head with fresh weights, one output per label.</summary>
    public LongformerClassificationHead(LongformerConfig config) : base(nameof(LongformerClassificationHead))
    {
        if (config.Labels.Count == 0)
            throw new ArgumentException("A classifier needs at least one label.", nameof(config));
        _dense = nn.Linear(config.HiddenSize, config.HiddenSize);
        _projection = nn.Linear(config.HiddenSize, config.Labels.Count);
        _dropout = nn.Dropout(config.HiddenDropoutProb);
        RegisterComponents();
        WeightInitialization.Normal(this, config.InitializerRange);
    }

    /// <summary>Hidden states (batch, length, hidden) to logits (batch, labels).</summary>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var first = _dropout.call(hidden.select(1, 0)); // (batch, hidden)
        var summary = _dropout.call(_dense.call(first).tanh()); // (batch, hidden)
        return _projection.call(summary).MoveToOuterDisposeScope(); // (batch, labels)
    }
}

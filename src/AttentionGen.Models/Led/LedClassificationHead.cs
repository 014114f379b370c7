using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>Classes from one state: a dense layer, tanh, a projection.</summary>
internal sealed class LedClassificationHead : nn.Module<Tensor, Tensor>
{
    private readonly double _dropout;
    [ComponentName(Name = "dense")]
    private readonly Linear _dense;
    [ComponentName(Name = "out_proj")]
    private readonly Linear _projection;

    public LedClassificationHead(LedConfig config) : base(nameof(LedClassificationHead))
    {
        if (config.Labels.Count == 0)
            throw new ArgumentException("A classifier needs at least one label.", nameof(config));
        _dropout = config.ClassifierDropout;
        _dense = nn.Linear(config.HiddenSize, config.HiddenSize);
        _projection = nn.Linear(config.HiddenSize, config.Labels.Count);
        RegisterComponents();
        WeightInitialization.Normal(this, config.InitStd);
    }

    /// <summary>(batch, hidden) to logits (batch, labels).</summary>
    public override Tensor forward(Tensor states)
    {
        using var scope = NewDisposeScope();
        var summary = LedDropout.Of(_dense.call(LedDropout.Of(states, _dropout, training)).tanh(), _dropout, training); // (batch, hidden)
        return _projection.call(summary).MoveToOuterDisposeScope();
    }
}

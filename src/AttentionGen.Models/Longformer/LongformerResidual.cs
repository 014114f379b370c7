using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>The end of each half of a layer: a projection, the residual, the norm.</summary>
public sealed class LongformerResidual : nn.Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "dense")]
    private readonly Linear _dense;
    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNorm _norm;
    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    /// <summary>A projection with fresh weights.</summary>
    /// <param name="config">The model's sizes.</param>
    /// <param name="width">What is projected: the hidden size behind attention, the intermediate size behind the feed-forward part.</param>
    public LongformerResidual(LongformerConfig config, int width) : base(nameof(LongformerResidual))
    {
        _dense = nn.Linear(width, config.HiddenSize);
        _norm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        _dropout = nn.Dropout(config.HiddenDropoutProb);
        RegisterComponents();
    }

    /// <summary>States (batch, length, width) and the residual (batch, length, hidden) to (batch, length, hidden).</summary>
    public override Tensor forward(Tensor states, Tensor residual)
    {
        using var scope = NewDisposeScope();
        var projected = _dropout.call(_dense.call(states)); // (batch, length, hidden)
        return _norm.call(Residual.Add(projected, residual)).MoveToOuterDisposeScope();
    }
}

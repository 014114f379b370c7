using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>The second half of the feed-forward part, with the residual and the norm.</summary>
public sealed class LongformerLayerOutput : nn.Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "dense")]
    private readonly Linear _dense;
    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNorm _norm;
    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    /// <summary>A projection with fresh weights.</summary>
    public LongformerLayerOutput(LongformerConfig config) : base(nameof(LongformerLayerOutput))
    {
        _dense = nn.Linear(config.IntermediateSize, config.HiddenSize);
        _norm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        _dropout = nn.Dropout(config.HiddenDropoutProb);
        RegisterComponents();
    }

    /// <summary>Wide states (batch, length, intermediate) and the residual (batch, length, hidden) to (batch, length, hidden).</summary>
    public override Tensor forward(Tensor wide, Tensor residual)
    {
        using var scope = NewDisposeScope();
        var projected = _dropout.call(_dense.call(wide)); // (batch, length, hidden)
        return _norm.call(projected + residual).MoveToOuterDisposeScope();
    }
}

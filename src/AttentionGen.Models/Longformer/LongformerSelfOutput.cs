using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>The projection behind self-attention, with the residual and the norm.</summary>
public sealed class LongformerSelfOutput : nn.Module<Tensor, Tensor, Tensor>
{
    [ComponentName(Name = "dense")]
    private readonly Linear _dense;
    [ComponentName(Name = "LayerNorm")]
    private readonly LayerNorm _norm;
    [ComponentName(Name = "dropout")]
    private readonly Dropout _dropout;

    /// <summary>A projection with fresh weights.</summary>
    public LongformerSelfOutput(LongformerConfig config) : base(nameof(LongformerSelfOutput))
    {
        _dense = nn.Linear(config.HiddenSize, config.HiddenSize);
        _norm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        _dropout = nn.Dropout(config.HiddenDropoutProb);
        RegisterComponents();
    }

    /// <summary>Context (batch, length, hidden) and the residual (batch, length, hidden) to (batch, length, hidden).</summary>
    public override Tensor forward(Tensor context, Tensor residual)
    {
        using var scope = NewDisposeScope();
        var projected = _dropout.call(_dense.call(context)); // (batch, length, hidden)
        return _norm.call(projected + residual).MoveToOuterDisposeScope();
    }
}

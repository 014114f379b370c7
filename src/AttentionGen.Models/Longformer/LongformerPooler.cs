using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>A sequence's summary: its first token, through a dense layer and tanh.</summary>
public sealed class LongformerPooler : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "dense")]
    private readonly Linear _dense;

    /// <summary>A pooler with fresh weights.</summary>
    public LongformerPooler(LongformerConfig config) : base(nameof(LongformerPooler))
    {
        _dense = WeightInitialization.Linear(config.HiddenSize, config.HiddenSize, config.InitializerRange);
        RegisterComponents();
    }

    /// <summary>(batch, length, hidden) to (batch, hidden).</summary>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var first = hidden.select(1, 0); // (batch, hidden)
        return _dense.call(first).tanh().MoveToOuterDisposeScope();
    }
}

using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>The first half of the feed-forward part.</summary>
public sealed class LongformerIntermediate : nn.Module<Tensor, Tensor>
{
    private readonly Func<Tensor, Tensor> _activation;
    [ComponentName(Name = "dense")]
    private readonly Linear _dense;

    /// <summary>A feed-forward half with fresh weights.</summary>
    public LongformerIntermediate(LongformerConfig config) : base(nameof(LongformerIntermediate))
    {
        _activation = Activations.Find(config.HiddenAct);
        _dense = nn.Linear(config.HiddenSize, config.IntermediateSize);
        RegisterComponents();
    }

    /// <summary>(batch, length, hidden) to (batch, length, intermediate).</summary>
    public override Tensor forward(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        return _activation(_dense.call(hidden)).MoveToOuterDisposeScope(); // (batch, length, intermediate)
    }
}

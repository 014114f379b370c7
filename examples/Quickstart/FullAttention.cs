using AttentionGen;
using static TorchSharp.torch;

namespace Quickstart;

/// <summary>What a model does without a pattern: every token reads every token, by torch's own fused kernel.</summary>
/// <param name="pattern">Whose sizes are taken; its bands and global tokens are ignored.</param>
internal sealed class FullAttention(AttentionPattern pattern) : AttentionPattern
{
    public override PatternCard Card { get; } = pattern.Card with { Engine = "scaled_dot_product_attention", Refusals = [] };

    public override Tensor Forward(int layer, Tensor q, Tensor k, Tensor v, GlobalInputs? globals, AttentionMasks masks, DropoutState dropout = default)
    {
        using var scope = NewDisposeScope();
        return nn.functional.scaled_dot_product_attention(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2))
            .transpose(1, 2).MoveToOuterDisposeScope();
    }

    public override AttentionProbabilities Probabilities(int layer, Tensor q, Tensor k, GlobalInputs? globals, AttentionMasks masks) =>
        throw new NotSupportedException("The fused kernel keeps no probabilities.");
}

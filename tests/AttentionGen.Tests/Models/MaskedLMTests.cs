using AttentionGen.Models.Longformer;
using AttentionGen.Models.Parity;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

public class MaskedLMTests
{
    [Fact]
    public void LogitsAtLabelsOnlyAreTheFullOnesThere()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.MaskedLM();
        var (logits, loss, gradients) = Run(model, TinyLongformer.Input());
        var (some, sameLoss, sameGradients) = Run(model, TinyLongformer.Input() with { LogitsAtLabelsOnly = true });
        Assert.Equal([3, 20], some.shape);
        Agree(stack([logits[0, 1], logits[0, 4], logits[1, 2]]), some);
        Agree(loss, sameLoss);
        Assert.All(gradients.Names, name => Agree(gradients.Find(name)!, sameGradients.Find(name)!));
        Assert.Equal([2, 6, 20], model.call(TinyLongformer.Input() with { LogitsAtLabelsOnly = true }, null).Logits.shape);
        gradients.Dispose();
        sameGradients.Dispose();
    }

    /// <summary>As an input the padding row gets no gradient, as a decoder's row it does.</summary>
    [Fact]
    public void ThePaddingRowLearnsAsAWordOnly()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.MaskedLM();
        var output = model.call(TinyLongformer.Input(), TinyHeads.Words());
        output.Loss!.backward();
        // d loss / d row = sum over labelled tokens of (probability of the row's word - 1 where it is the label) x states / count; no label is padding.
        var head = model.state_dict();
        var states = nn.functional.linear(output.Encoder.LastHidden, head["lm_head.dense.weight"], head["lm_head.dense.bias"]);
        states = nn.functional.layer_norm(nn.functional.gelu(states), [8], head["lm_head.layer_norm.weight"], head["lm_head.layer_norm.bias"], TinyLongformer.Config.LayerNormEps);
        var shares = output.Logits.softmax(2)[.., .., 1] * TinyHeads.Words().ne(-100) / 3;
        Agree((shares.unsqueeze(2) * states).sum([0, 1]), model.Longformer.Embeddings.Words.grad![1]);
    }

    private static (Tensor Logits, Tensor Loss, NamedTensors Gradients) Run(LongformerForMaskedLM model, LongformerInput input)
    {
        model.zero_grad();
        var output = model.call(input, TinyHeads.Words());
        output.Loss!.backward();
        var gradients = new NamedTensors();
        gradients.KeepGradients(model);
        return (output.Logits, output.Loss!, gradients);
    }

    private static void Agree(Tensor expected, Tensor actual)
    {
        var line = ParityComparer.Compare("", expected, actual, new ParityTolerance());
        Assert.True(line.Passed, line.ToString());
    }
}

using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

public class LongformerBehaviourTests
{
    [Fact]
    public void EvaluationIsDeterministicAndTrainingIsNot()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        Assert.False(Run(model).Equals(Run(model)));
        model.eval();
        Assert.True(Run(model).Equals(Run(model)));
    }

    [Theory]
    [InlineData(0.5, 0, false), InlineData(0, 0.5, false), InlineData(0, 0, true)]
    public void EachDropoutActsInTraining(double hidden, double attention, bool same)
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create(TinyLongformer.Config with { HiddenDropoutProb = hidden, AttentionProbsDropoutProb = attention });
        Assert.Equal(same, Run(model).Equals(Run(model)));
    }

    /// <summary>Padding changes no number: neither inside a batch nor up to a multiple of the window.</summary>
    [Fact]
    public void PaddingChangesNothing()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        model.eval();
        var padded = TinyLongformer.Input();
        var alone = new LongformerInput { InputIds = padded.InputIds![1..2, 0..4], GlobalAttentionMask = padded.GlobalAttentionMask![1..2, 0..4] };
        var difference = model.call(padded).LastHidden[1..2, 0..4] - model.call(alone).LastHidden;
        Assert.True(difference.abs().max().item<float>() < 1e-6);
    }

    [Fact]
    public void HalfPrecisionComesClose()
    {
        using var scope = NewDisposeScope();
        var (folder, pattern) = (Goldens.Path("longformer-model"), Engines.For("longformer-model", "reference"));
        using var single = LongformerModel.FromPretrained(folder, pattern);
        using var half = LongformerModel.FromPretrained(folder, pattern, dtype: ScalarType.BFloat16);
        var output = half.call(TinyLongformer.Input()).LastHidden;
        var expected = single.call(TinyLongformer.Input()).LastHidden;
        Assert.Equal(ScalarType.BFloat16, output.dtype);
        Assert.True((output.to(ScalarType.Float32) - expected).abs().max().item<float>() < 0.05 * expected.abs().max().item<float>());
    }

    [Fact]
    public void ExtrasComeOnRequest()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        using var plain = model.call(TinyLongformer.Input());
        Assert.Null(plain.HiddenStates);
        Assert.Null(plain.Attentions);
        Assert.Equal([2, 8], plain.Pooled!.shape);
        using var all = model.call(TinyLongformer.Input() with { Extras = LongformerExtras.HiddenStates | LongformerExtras.Attentions });
        Assert.Equal(3, all.HiddenStates!.Count);
        Assert.Equal([2, 2, 6, 7], all.Attentions![0].shape);
        Assert.Equal([2, 2, 6, 2], all.GlobalAttentions![1].shape);
        using var local = model.call(TinyLongformer.Input() with { GlobalAttentionMask = null, Extras = LongformerExtras.Attentions });
        Assert.Equal([2, 2, 6, 5], local.Attentions![0].shape);
        Assert.Null(local.GlobalAttentions);
    }

    [Fact]
    public void AModelCanDoWithoutAPooler()
    {
        using var scope = NewDisposeScope();
        using var model = new LongformerModel(TinyLongformer.Config, new Reference.ReferencePattern(CardPattern.For(TinyLongformer.Config)), pooler: false);
        Assert.Null(model.call(TinyLongformer.Input()).Pooled);
        Assert.DoesNotContain(model.state_dict().Keys, name => name.StartsWith("pooler", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gelu"), InlineData("gelu_new"), InlineData("relu")]
    public void ActivationsAreHuggingFaces(string name)
    {
        using var scope = NewDisposeScope();
        using var half = new LongformerIntermediate(TinyLongformer.Config with { HiddenAct = name });
        var hidden = randn(1, 3, 8);
        var weights = half.state_dict();
        var x = nn.functional.linear(hidden, weights["dense.weight"], weights["dense.bias"]);
        var expected = name switch
        {
            "gelu" => 0.5 * x * (1 + (x / Math.Sqrt(2)).erf()),
            "gelu_new" => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.pow(3)))).tanh()),
            _ => x.clamp_min(0),
        };
        Assert.True((half.call(hidden) - expected).abs().max().item<float>() < 1e-6);
    }

    private static Tensor Run(LongformerModel model) => model.call(TinyLongformer.Input()).LastHidden;
}

using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

/// <summary>A forward pass leaves its output and nothing else.</summary>
public class LongformerMemoryTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Theory]
    [InlineData(LongformerExtras.None, 2)]
    [InlineData(LongformerExtras.HiddenStates, 4)]
    [InlineData(LongformerExtras.Attentions, 6)]
    public void AForwardLeavesItsOutput(LongformerExtras extras, int tensors)
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        var input = TinyLongformer.Input() with { Extras = extras };
        model.call(input).Dispose();
        var before = Live;
        var output = model.call(input);
        Assert.Equal(tensors, Live - before);
        output.Dispose();
        Assert.Equal(before, Live);
    }

    /// <summary>What is returned belongs to the caller's scope, whatever was asked for, and to none outside of it.</summary>
    [Theory]
    [InlineData(LongformerExtras.None), InlineData(LongformerExtras.HiddenStates), InlineData(LongformerExtras.HiddenStates | LongformerExtras.Attentions)]
    public void TheCallersScopeFreesTheOutput(LongformerExtras extras)
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier();
        var input = TinyLongformer.Input() with { Extras = extras };
        var before = Live;
        using (NewDisposeScope())
            model.call(input, null);
        Assert.Equal(before, Live);
    }

    /// <summary>Called alone, no module leaves a temporary to its caller's scope.</summary>
    [Fact]
    public void EveryModuleLeavesOneTensor()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        using var pooler = new LongformerPooler(TinyLongformer.Config);
        using var half = new LongformerIntermediate(TinyLongformer.Config);
        var input = TinyLongformer.Input();
        var hidden = model.Embeddings.call(input);
        using var masks = AttentionMasks.Create(2, 6, realTokens: input.AttentionMask, globalTokens: input.GlobalAttentionMask);
        var layer = model.Encoder.Layers[0];
        Func<Tensor>[] calls =
        [
            () => model.Embeddings.call(input),
            () => layer.Attention.Self.call(hidden, masks),
            () => layer.Attention.call(hidden, masks),
            () => layer.call(hidden, masks),
            () => half.call(hidden),
            () => pooler.call(hidden),
        ];
        foreach (var call in calls)
        {
            var before = Live;
            call().Dispose();
            Assert.Equal(before, Live);
        }
    }

    [Fact]
    public void ARefusedInputLeavesNothing()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLongformer.Create();
        var input = TinyLongformer.Input() with { TokenTypeIds = full(2, 6, 9, dtype: ScalarType.Int64) };
        var before = Live;
        Assert.Throws<ArgumentException>(() => model.call(input));
        Assert.Equal(before, Live);
    }

    [Fact]
    public void AModelOutlivesTheScopeItWasMadeIn()
    {
        LongformerModel made, loaded;
        using (NewDisposeScope())
        {
            made = TinyLongformer.Create();
            loaded = LongformerModel.FromPretrained(Goldens.Path("longformer-model"), Engines.For("longformer-model", "reference"), CPU, ScalarType.Float64);
        }
        using var scope = NewDisposeScope();
        using (made)
            Assert.Equal([2, 6, 8], made.call(TinyLongformer.Input()).LastHidden.shape);
        using (loaded)
            Assert.Equal(ScalarType.Float64, loaded.call(new LongformerInput { InputIds = ones(1, 5, dtype: ScalarType.Int64) }).LastHidden.dtype);
    }

    [Fact]
    public void MakingAndFreeingAModelLeavesNothing()
    {
        using var scope = NewDisposeScope();
        TinyLongformer.Create().Dispose();
        var before = Live;
        TinyLongformer.Create().Dispose();
        Assert.Equal(before, Live);
    }
}

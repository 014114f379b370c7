using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

[CollectionDefinition(nameof(TorchGenerator), DisableParallelization = true)]
public class TorchGenerator;

/// <summary>torch's generator belongs to the process: no other test may draw from it meanwhile.</summary>
[Collection(nameof(TorchGenerator))]
public class LongformerInitializationTests
{
    [Fact]
    public void ASeedRepeatsTheWeights()
    {
        using var scope = NewDisposeScope();
        using var first = Create(1);
        using var again = Create(1);
        using var other = Create(2);
        var (a, b, c) = (first.state_dict(), again.state_dict(), other.state_dict());
        Assert.All(a, p => Assert.True(p.Value.Equals(b[p.Key]), p.Key));
        Assert.False(a["encoder.layer.1.attention.self.key_global.weight"].Equals(c["encoder.layer.1.attention.self.key_global.weight"]));
    }

    [Fact]
    public void WeightsAreHuggingFaces()
    {
        using var scope = NewDisposeScope();
        using var model = Create(3, TinyLongformer.Config with { HiddenSize = 64, IntermediateSize = 256, InitializerRange = 0.1 });
        foreach (var (name, tensor) in model.state_dict())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
                Assert.True(tensor.eq(0).all().item<bool>(), name);
            else if (name.Contains("LayerNorm", StringComparison.Ordinal))
                Assert.True(tensor.eq(1).all().item<bool>(), name);
            else if (tensor.numel() > 4000)
                Assert.InRange(tensor.std().item<float>(), 0.095, 0.105);
        }
        Assert.True(model.state_dict()["embeddings.word_embeddings.weight"][1].eq(0).all().item<bool>());
        Assert.True(model.state_dict()["embeddings.position_embeddings.weight"][1].eq(0).all().item<bool>());
    }

    private static LongformerModel Create(long seed, LongformerConfig? config = null)
    {
        manual_seed(seed);
        return TinyLongformer.Create(config);
    }
}

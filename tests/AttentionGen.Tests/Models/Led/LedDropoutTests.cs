using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Led;

[Collection(nameof(TorchGenerator))]
public class LedDropoutTests
{
    /// <summary>In training layers are left out and values dropped; the seed repeats them.</summary>
    [Fact]
    public void DropoutIsForTraining()
    {
        using var scope = NewDisposeScope();
        using var weights = manual_seed(1);
        var config = TinyLed.Config with { EncoderLayerDrop = 0.5, DecoderLayerDrop = 0.5, AttentionDropout = 0.3, ActivationDropout = 0.3 };
        using var model = TinyLed.Writer(config);
        var input = TinyLed.Input() with { DecoderInputIds = full(3, 4, 5, dtype: ScalarType.Int64), Extras = LongformerExtras.Attentions };
        Assert.Equal(0, Difference(model.call(input, null).Logits, model.call(input, null).Logits));
        model.train();
        Tensor[] first = [.. Runs(7)], again = [.. Runs(7)];
        Assert.All(first.Zip(again), pair => Assert.Equal(0, Difference(pair.First, pair.Second)));
        Assert.NotEqual(0, Difference(first[0], first[1]));

        IEnumerable<Tensor> Runs(long seed)
        {
            using var generator = manual_seed(seed);
            var runs = Enumerable.Range(0, 16).Select(_ => model.call(input, null)).ToArray();
            Assert.Contains(runs, run => run.Model.Attentions!.Count < 2);
            Assert.Contains(runs, run => run.Model.Attentions!.Count == 2);
            return runs.Select(run => run.Logits);
        }
    }

    private static float Difference(Tensor one, Tensor other) => (one - other).abs().max().item<float>();
}

using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models;

public class LongformerHeadTests
{
    [Fact]
    public void TheFirstTokenIsGlobalUnlessAMaskSaysOtherwise()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier();
        var input = TinyLongformer.Input() with { GlobalAttentionMask = null };
        var first = zeros_like(input.InputIds!);
        first[.., 0] = 1;
        var logits = model.call(input, null).Logits;
        Assert.True(logits.Equals(model.call(input with { GlobalAttentionMask = first }, null).Logits));
        Assert.False(logits.Equals(model.call(input with { GlobalAttentionMask = zeros_like(first) }, null).Logits));
        var embedded = input with { InputIds = null, InputsEmbeds = randn(2, 6, 8) };
        Assert.True(model.call(embedded, null).Logits.Equals(model.call(embedded with { GlobalAttentionMask = first }, null).Logits));
    }

    [Fact]
    public void AMaskedLMHasNoGlobalTokensUnlessAMaskSaysSo()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.MaskedLM();
        var input = TinyLongformer.Input() with { GlobalAttentionMask = null };
        var logits = model.call(input, null).Logits;
        Assert.True(logits.Equals(model.call(input with { GlobalAttentionMask = zeros_like(input.InputIds!) }, null).Logits));
        Assert.False(logits.Equals(model.call(TinyLongformer.Input(), null).Logits));
    }

    [Fact]
    public void ExtrasAreTheEncoders()
    {
        using var scope = NewDisposeScope();
        using var model = TinyHeads.Classifier();
        using var output = model.call(TinyLongformer.Input() with { GlobalAttentionMask = null, Extras = LongformerExtras.HiddenStates | LongformerExtras.Attentions }, null);
        Assert.Null(output.Loss);
        Assert.Null(output.Encoder.Pooled);
        Assert.Equal(3, output.Encoder.HiddenStates!.Count);
        Assert.Equal([2, 2, 6, 1], output.Encoder.GlobalAttentions![0].shape);
    }

    /// <summary>The classifier has a dropout of its own: with that of the encoder off, what the head makes of the same states differs.</summary>
    [Fact]
    public void DropoutActsInTrainingOnly()
    {
        using var scope = NewDisposeScope();
        var config = TinyLongformer.Config with { HiddenDropoutProb = 0.5, AttentionProbsDropoutProb = 0 };
        using var model = TinyHeads.Classifier(config);
        Assert.True(Run().Equals(Run()));
        model.train();
        model.Longformer.eval();
        Assert.False(Run().Equals(Run()));

        Tensor Run() => model.call(TinyLongformer.Input(), null).Logits;
    }

    [Fact]
    public void HalfPrecisionComesClose()
    {
        using var scope = NewDisposeScope();
        var (folder, pattern) = (Goldens.Path("longformer-mlm"), Engines.For("longformer-mlm", "ops"));
        using var single = LongformerForMaskedLM.FromPretrained(folder, pattern);
        using var half = LongformerForMaskedLM.FromPretrained(folder, pattern, dtype: ScalarType.BFloat16);
        var (expected, output) = (single.call(TinyLongformer.Input(), TinyHeads.Words()), half.call(TinyLongformer.Input(), TinyHeads.Words()));
        Assert.Equal(ScalarType.BFloat16, output.Logits.dtype);
        Assert.Equal(expected.Loss!.item<float>(), output.Loss!.to(ScalarType.Float32).item<float>(), 0.05 * expected.Loss.item<float>());
        var difference = output.Logits.to(ScalarType.Float32) - expected.Logits;
        Assert.True(difference.abs().max().item<float>() < 0.05 * expected.Logits.abs().max().item<float>());
    }

    [Fact]
    public void InputsAndLabelsThatDoNotFitAreRefused()
    {
        using var scope = NewDisposeScope();
        using var classifier = TinyHeads.Classifier();
        Refused(() => classifier.call(new LongformerInput(), null), "neither");
        Refused(() => classifier.call(new LongformerInput { InputIds = arange(3) }, null), "(batch, length)", "(3)");
        using var model = TinyHeads.MaskedLM();
        Refused(() => model.call(TinyLongformer.Input(), full(2, 6, 20L)), "is 20", "0 to 19");
        Refused(() => model.call(TinyLongformer.Input(), full(2, 6, -100L)), "All 12 labels");
        Refused(() => model.call(TinyLongformer.Input(), zeros(2, 5, dtype: ScalarType.Int64)), "(2, 6)", "(2, 5)");
        Refused(() => model.call(TinyLongformer.Input(), zeros(2, 6)), "integers", "Float32");
        Refused(() => new LongformerForMaskedLM(TinyLongformer.Config with { TieWordEmbeddings = false }, TinyHeads.Pattern(TinyLongformer.Config)), "tie_word_embeddings");
        Refused(() => TinyHeads.Classifier(labels: 0), "at least one label");
    }

    private static void Refused(Func<object> call, params string[] parts)
    {
        var error = Assert.Throws<ArgumentException>(call);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }
}

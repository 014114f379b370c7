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

    /// <summary>Rows whose separators stand at different places, or are more than three: each row has its own question.</summary>
    [Fact]
    public void UnevenRowsHaveTheirOwnQuestionsAndCandidates()
    {
        using var scope = NewDisposeScope();
        using var model = new LongformerForQuestionAnswering(TinyLongformer.Config, TinyHeads.Pattern(TinyLongformer.Config));
        model.eval();
        var separator = TinyLongformer.Config.SepTokenId;
        var ids = tensor(new long[,] { { 0, 5, separator, separator, 6, 7 }, { 0, 5, 6, 7, separator, 8 } });
        var questions = tensor(new long[,] { { 1, 1, 0, 0, 0, 0 }, { 1, 1, 1, 1, 0, 0 } });
        var input = new LongformerInput { InputIds = ids };
        Assert.True(model.call(input, null).Logits.Equals(model.call(input with { GlobalAttentionMask = questions }, null).Logits));
        // A position past the end does not count; the other row's does.
        var one = model.call(input, tensor(new long[,] { { 4, 5 }, { 6, 99 } }));
        var start = nn.functional.cross_entropy(one.Logits.select(2, 0)[..1], tensor(new[] { 4L }));
        var end = nn.functional.cross_entropy(one.Logits.select(2, 1)[..1], tensor(new[] { 5L }));
        Assert.Equal(((start + end) / 2).item<float>(), one.Loss!.item<float>(), 1e-6f);
        Refused(() => model.call(input, tensor(new long[,] { { 6, 5 }, { 6, 99 } })), "start and an end", "6");
        Refused(() => model.call(new LongformerInput { InputIds = ids[.., ..2] }, null), "Row 0 has 0 separators");
        Refused(() => model.call(new LongformerInput { InputsEmbeds = randn(1, 4, 8) }, null), "LongformerForQuestionAnswering chooses", "GlobalAttentionMask");

        using var chooser = new LongformerForMultipleChoice(TinyLongformer.Config, TinyHeads.Pattern(TinyLongformer.Config));
        chooser.eval();
        var choices = new LongformerInput { InputIds = stack([ids[0], ids[0].flip(0)]).unsqueeze(0) }; // (1, 2, 6)
        var candidates = stack([tensor(new long[] { 0, 0, 0, 0, 1, 1 }), tensor(new long[] { 0, 0, 0, 0, 1, 1 })]).unsqueeze(0);
        var logits = chooser.call(choices, null).Logits;
        Assert.Equal([1, 2], logits.shape);
        Assert.True(logits.Equals(chooser.call(choices with { GlobalAttentionMask = candidates }, null).Logits));
        Refused(() => chooser.call(input, null), "(batch, choices, length)");
        Refused(() => chooser.call(choices with { AttentionMask = ones(1, 2, 5) }, null), "AttentionMask must be (1, 2, 6)", "(1, 2, 5)");
        Refused(() => chooser.call(choices, tensor(new[] { 2L })), "is 2", "0 to 1");
    }

    /// <summary>A masked language model's folder has no pooler; a head that needs one begins with a fresh one.</summary>
    [Fact]
    public void HeadsArePutOnAnyEncoder()
    {
        using var scope = NewDisposeScope();
        var folder = Goldens.Path("longformer-mlm");
        using var chooser = LongformerForMultipleChoice.FromBase(folder);
        using var tagger = LongformerForTokenClassification.FromBase(folder, config => config with { Labels = ["O", "B", "I"] });
        using var file = AttentionGen.Models.Checkpoints.SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        foreach (var model in new LongformerHeadModel[] { chooser, tagger })
            Assert.All(model.state_dict().Where(t => t.Key.Contains("encoder.", StringComparison.Ordinal)), t => Assert.True(t.Value.Equals(file.Load(t.Key)), t.Key));
        Assert.Equal(chooser.Config.InitializerRange, chooser.state_dict()["longformer.pooler.dense.weight"].std().item<float>(), 0.1 * chooser.Config.InitializerRange);
        Assert.Equal([2, 6, 3], tagger.call(TinyLongformer.Input(), null).Logits.shape);
    }

    private static void Refused(Func<object> call, params string[] parts)
    {
        var error = Assert.Throws<ArgumentException>(call);
        Assert.All(parts, part => Assert.Contains(part, error.Message));
    }
}

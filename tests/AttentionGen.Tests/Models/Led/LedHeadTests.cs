using AttentionGen.Models.Led;
using AttentionGen.Models.Longformer;
using AttentionGen.Tests.Support;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Led;

/// <summary>The heads, from the base model's outputs and their own weights.</summary>
public class LedHeadTests
{
    private static readonly LedConfig s_config = TinyLed.Config with { Labels = ["a", "b", "c"] };

    [Fact]
    public void AClassifierReadsTheLastEndTokenOfEachRow()
    {
        using var scope = NewDisposeScope();
        using var model = new LedForSequenceClassification(s_config, TinyLed.Pattern(s_config));
        model.eval();
        var ids = tensor(new long[,] { { 3, 2, 5, 2, 7, 8 }, { 3, 9, 10, 11, 2, 1 } });
        var input = TinyLed.Input() with { InputIds = ids, AttentionMask = null, GlobalAttentionMask = null };
        var labels = tensor(new long[] { 2, 0 });
        var output = model.call(input, labels);
        // The decoder reads the input behind the start token.
        var shifted = tensor(new long[,] { { 2, 3, 2, 5, 2, 7 }, { 2, 3, 9, 10, 11, 2 } });
        var hidden = model.Led.call(input with { DecoderInputIds = shifted }).LastHidden;
        var ends = stack([hidden[0, 3], hidden[1, 4]]); // (2, hidden)
        var weights = model.state_dict();
        var dense = nn.functional.linear(ends, weights["classification_head.dense.weight"], weights["classification_head.dense.bias"]).tanh();
        var logits = nn.functional.linear(dense, weights["classification_head.out_proj.weight"], weights["classification_head.out_proj.bias"]);
        Close(logits, output.Logits);
        Close(nn.functional.cross_entropy(logits, labels), output.Loss!);
    }

    [Fact]
    public void AClassifierNeedsIdsAndEndTokens()
    {
        using var scope = NewDisposeScope();
        using var model = new LedForSequenceClassification(s_config, TinyLed.Pattern(s_config));
        Refused("no end token (2", () => model.call(TinyLed.Input() with { InputIds = full(3, 6, 4, dtype: ScalarType.Int64) }, null));
        Refused("InputIds", () => model.call(new LedInput { InputsEmbeds = zeros(1, 2, 8), DecoderInputIds = zeros(1, 1, dtype: ScalarType.Int64) }, null));
        Refused("13 tokens, but the decoder has 12 positions", () => model.call(new LedInput { InputIds = full(1, 13, 2, dtype: ScalarType.Int64) }, null));
    }

    [Fact]
    public void AnAnswererProjectsTheDecodersStates()
    {
        using var scope = NewDisposeScope();
        using var model = new LedForQuestionAnswering(s_config, TinyLed.Pattern(s_config));
        model.eval();
        var positions = tensor(new long[,] { { 1, 3 }, { 0, 2 }, { 1, 1 } });
        var output = model.call(TinyLed.Input(), positions);
        var hidden = model.Led.call(TinyLed.Input()).LastHidden;
        var weights = model.state_dict();
        var logits = nn.functional.linear(hidden, weights["qa_outputs.weight"], weights["qa_outputs.bias"]);
        Close(logits, output.Logits);
        var loss = (nn.functional.cross_entropy(logits.select(2, 0), positions.select(1, 0)) + nn.functional.cross_entropy(logits.select(2, 1), positions.select(1, 1))) / 2;
        Close(loss, output.Loss!);
    }

    [Fact]
    public void LabelsAreShiftedBehindTheStart()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLed.Writer();
        var labels = tensor(new long[,] { { 5, 6, 2 }, { 7, 2, -100 }, { 2, -100, -100 } });
        var output = model.call(TinyLed.Input(), labels);
        var shifted = tensor(new long[,] { { 2, 5, 6 }, { 2, 7, 2 }, { 2, 2, 1 } });
        var given = model.call(TinyLed.Input() with { DecoderInputIds = shifted }, labels);
        Close(given.Logits, output.Logits);
        Close(nn.functional.cross_entropy(given.Logits.view(-1, 20), labels.view(-1)), output.Loss!);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        using var scope = NewDisposeScope();
        using var model = TinyLed.Writer();
        var input = TinyLed.Input();
        Refused("the classes go from 0 to 19", () => model.call(input, full(3, 2, 20, dtype: ScalarType.Int64)));
        Refused("(batch, target length)", () => model.call(input, ones(3, dtype: ScalarType.Int64)));
        Refused("Float32", () => model.call(input, ones(3, 2)));
        Refused("All 6 labels are -100", () => model.call(input, full(3, 2, -100, dtype: ScalarType.Int64)));
        Refused("DecoderInputIds must be integers (3, target length)", () => model.call(input with { DecoderInputIds = ones(2, 2, dtype: ScalarType.Int64) }, null));
        Refused("DecoderInputIds is 20", () => model.call(input with { DecoderInputIds = full(3, 2, 20, dtype: ScalarType.Int64) }, null));
        Refused("DecoderAttentionMask must be (3, 2)", () => model.call(input with { DecoderInputIds = ones(3, 2, dtype: ScalarType.Int64), DecoderAttentionMask = ones(3, 3) }, null));
        Refused("17 tokens, padding included, but the encoder has 16 positions", () => model.call(new LedInput { InputIds = ones(1, 17, dtype: ScalarType.Int64), DecoderInputIds = ones(1, 1, dtype: ScalarType.Int64) }, null));
        Refused("DecoderInputIds are needed", () => model.call(new LedInput { InputsEmbeds = zeros(1, 2, 8) }, null));
        Refused("neither", () => model.call(new LedInput { DecoderInputIds = ones(1, 1, dtype: ScalarType.Int64) }, null));
    }

    /// <summary>A text of padding alone is read as nothing, and its neighbours as without it.</summary>
    [Theory]
    [InlineData(LongformerExtras.None), InlineData(LongformerExtras.Attentions)]
    public void ATextOfPaddingIsReadAsNothing(LongformerExtras extras)
    {
        using var scope = NewDisposeScope();
        using var model = TinyLed.Writer();
        var mask = tensor(new long[,] { { 1, 1, 1, 1, 1, 1 }, { 0, 0, 0, 0, 0, 0 }, { 1, 1, 0, 0, 0, 0 } });
        var input = TinyLed.Input() with { DecoderInputIds = full(3, 4, 5, dtype: ScalarType.Int64), Extras = extras };
        var output = model.call(input with { AttentionMask = mask }, null);
        Assert.True(output.Logits.isfinite().all().item<bool>());
        Close(model.call(input, null).Logits[0], output.Logits[0]);
        Assert.All(output.Model.CrossAttentions ?? [], probabilities => Assert.Equal(0, probabilities[1].abs().max().item<float>()));
    }

    private static void Refused(string message, Action call) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(call).Message);

    private static void Close(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, 1e-5);
    }
}

using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Conversion;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Parity;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Conversion;

/// <summary>The golden pair convert-roberta: a model of Hugging Face's code before and after conversion, with both models' numbers.</summary>
public sealed class RobertaGoldenTests(ITestOutputHelper log) : ConversionGoldens("convert-roberta", log)
{
    [Fact]
    public void The_tensors_are_the_golden_ones_bit_by_bit()
    {
        using var scope = NewDisposeScope();
        RobertaToLongformer.Convert(Golden, Target, maxLength: 128, window: 16);
        Same(Load(Converted), Load(Target));
    }

    [Fact]
    public void The_configuration_is_the_golden_one()
    {
        RobertaToLongformer.Convert(Golden, Target, maxLength: 128, window: 16);
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Converted, "config.json")))!.AsObject();
        // A default of Hugging Face's class that its code writes out; no model depends on it.
        Assert.True(expected.Remove("onnx_export"));
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(File.ReadAllText(Path.Combine(Target, "config.json")))));
    }

    [Theory, MemberData(nameof(EveryEngine))]
    public void The_converted_model_agrees_with_every_tensor(string engine)
    {
        RobertaToLongformer.Convert(Golden, Target, maxLength: 128, window: 16);
        AgreesWithEveryTensor(engine);
    }

    /// <summary>9 tokens, a window that covers 9, nothing global. At padding the two differ by design.</summary>
    [Theory, MemberData(nameof(EveryEngine))]
    public void Where_the_window_covers_the_text_it_equals_its_source(string engine)
    {
        using var scope = NewDisposeScope();
        using var model = Model(engine);
        using var inputs = SafetensorsFile.Open(Path.Combine(Converted, "inputs_equal.safetensors"));
        using var expected = SafetensorsFile.Open(Path.Combine(Converted, "expected_equal.safetensors"));
        var mask = inputs.Load("attention_mask");
        var output = model.call(new LongformerInput { InputIds = inputs.Load("input_ids"), AttentionMask = mask }, null);
        foreach (var (name, actual) in new[] { ("logits", output.Logits), ("last_hidden_state", output.Encoder.LastHidden) })
        {
            Agree(name, expected.Load(name), actual);
            Agree("source." + name, Real(expected.Load("source." + name), mask), Real(actual, mask));
        }
    }

    /// <summary>Every real token global: only the global projections are in use, and they are the source's.</summary>
    [Theory, MemberData(nameof(EveryEngine))]
    public void With_every_token_global_it_equals_its_source(string engine)
    {
        using var scope = NewDisposeScope();
        using var model = Model(engine);
        using var inputs = new ParityInputs(Golden);
        using var expected = SafetensorsFile.Open(Path.Combine(Golden, "expected.safetensors"));
        var mask = inputs.Get("attention_mask");
        var output = model.call(new LongformerInput { InputIds = inputs.Get("input_ids"), AttentionMask = mask, GlobalAttentionMask = mask }, null);
        Agree("logits", Real(expected.Load("logits"), mask), Real(output.Logits, mask));
        Agree("last_hidden_state", Real(expected.Load("last_hidden_state"), mask), Real(output.Encoder.LastHidden, mask));
    }

    /// <summary>The source itself, read as the Longformer of the same length whose window covers it: no position is repeated.</summary>
    [Theory, MemberData(nameof(EveryEngine))]
    public void A_window_over_the_sources_length_computes_the_source(string engine)
    {
        using var scope = NewDisposeScope();
        using var model = Model(engine, maxLength: 32, window: 64);
        using var inputs = new ParityInputs(Golden);
        using var expected = SafetensorsFile.Open(Path.Combine(Golden, "expected.safetensors"));
        var mask = inputs.Get("attention_mask");
        var output = model.call(
            new LongformerInput { InputIds = inputs.Get("input_ids"), AttentionMask = mask, Extras = LongformerExtras.HiddenStates }, null);
        Agree("logits", Real(expected.Load("logits"), mask), Real(output.Logits, mask));
        for (var layer = 0; layer <= 3; layer++)
            Agree($"hidden_states.{layer}", Real(expected.Load($"hidden_states.{layer}"), mask), Real(output.Encoder.HiddenStates![layer], mask));
    }

    private LongformerForMaskedLM Model(string engine, int maxLength = 128, int window = 16)
    {
        RobertaToLongformer.Convert(Golden, Target, maxLength, window);
        var pattern = LongformerConfig.FromFile(Path.Combine(Target, "config.json")).CompilePattern();
        return LongformerForMaskedLM.FromPretrained(Target, Under(engine, pattern));
    }
}

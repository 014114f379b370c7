using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Conversion;
using AttentionGen.Models.Led;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Parity;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.Conversion;

/// <summary>The golden pair convert-bart: a model of Hugging Face's code before and after conversion, with both models' numbers.</summary>
public sealed class BartGoldenTests(ITestOutputHelper log) : ConversionGoldens("convert-bart", log)
{
    [Fact]
    public void The_tensors_are_the_golden_ones_bit_by_bit()
    {
        using var scope = NewDisposeScope();
        BartToLed.Convert(Golden, Target, maxLength: 128, window: 16);
        Same(Load(Converted), Load(Target));
    }

    [Fact]
    public void The_configuration_is_the_golden_one()
    {
        BartToLed.Convert(Golden, Target, maxLength: 128, window: 16);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(Path.Combine(Converted, "config.json"))), Config()));
    }

    [Theory, MemberData(nameof(EveryEngine))]
    public void The_converted_model_agrees_with_every_tensor(string engine)
    {
        BartToLed.Convert(Golden, Target, maxLength: 128, window: 16);
        AgreesWithEveryTensor(engine);
    }

    /// <summary>9 tokens, a window that covers 9, nothing global. At padding the encoders differ by design; the logits agree everywhere.</summary>
    [Theory, MemberData(nameof(EveryEngine))]
    public void Where_the_window_covers_the_text_it_equals_its_source(string engine)
    {
        using var scope = NewDisposeScope();
        using var model = Model(engine);
        using var inputs = SafetensorsFile.Open(Path.Combine(Converted, "inputs_equal.safetensors"));
        using var expected = SafetensorsFile.Open(Path.Combine(Converted, "expected_equal.safetensors"));
        var mask = inputs.Load("attention_mask");
        var output = model.call(new LedInput { InputIds = inputs.Load("input_ids"), AttentionMask = mask, DecoderInputIds = inputs.Load("decoder_input_ids") }, null);
        Agree("logits", expected.Load("logits"), output.Logits);
        Agree("source.logits", expected.Load("source.logits"), output.Logits);
        Agree("encoder_last_hidden_state", expected.Load("encoder_last_hidden_state"), output.Model.Encoder.LastHidden);
        Agree("source.encoder_last_hidden_state", Real(expected.Load("source.encoder_last_hidden_state"), mask), Real(output.Model.Encoder.LastHidden, mask));
    }

    /// <summary>Every real token global: only the global projections are in use, and they are the source's.</summary>
    [Theory, MemberData(nameof(EveryEngine))]
    public void With_every_token_global_it_equals_its_source(string engine)
    {
        using var scope = NewDisposeScope();
        using var model = Model(engine);
        EqualsSource(model, input => input with { GlobalAttentionMask = input.AttentionMask });
    }

    /// <summary>A window over the source's length: no position is repeated.</summary>
    [Theory, MemberData(nameof(EveryEngine))]
    public void A_window_over_the_sources_length_computes_the_source(string engine)
    {
        using var scope = NewDisposeScope();
        using var model = Model(engine, maxLength: 32, window: 64);
        EqualsSource(model, input => input);
    }

    private LedForConditionalGeneration Model(string engine, int maxLength = 128, int window = 16)
    {
        BartToLed.Convert(Golden, Target, maxLength, window);
        return LedForConditionalGeneration.FromPretrained(Target, Under(engine, LedConfig.FromFile(Path.Combine(Target, "config.json")).CompilePattern()));
    }

    private void EqualsSource(LedForConditionalGeneration model, Func<LedInput, LedInput> change)
    {
        using var inputs = new ParityInputs(Golden);
        using var expected = SafetensorsFile.Open(Path.Combine(Golden, "expected.safetensors"));
        var mask = inputs.Get("attention_mask");
        var output = model.call(change(new LedInput
        {
            InputIds = inputs.Get("input_ids"),
            AttentionMask = mask,
            DecoderInputIds = inputs.Get("decoder_input_ids"),
            Extras = LongformerExtras.HiddenStates,
        }), null);
        Agree("logits", expected.Load("logits"), output.Logits);
        for (var layer = 0; layer <= 2; layer++)
        {
            Agree($"encoder_hidden_states.{layer}", Real(expected.Load($"encoder_hidden_states.{layer}"), mask), Real(output.Model.Encoder.HiddenStates![layer], mask));
            Agree($"decoder_hidden_states.{layer}", expected.Load($"decoder_hidden_states.{layer}"), output.Model.HiddenStates![layer]);
        }
    }
}

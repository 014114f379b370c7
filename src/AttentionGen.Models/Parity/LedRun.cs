using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;
using static TorchSharp.torch;

namespace AttentionGen.Models.Parity;

/// <summary>Runs the folder of an LED, with or without a head: outputs, inner values, attentions, loss and gradients.</summary>
internal static class LedRun
{
    private const string Model = "LEDModel", TargetIds = "teacher_forced_decoder_input_ids";

    /// <summary>The heads, by Hugging Face's names of their classes.</summary>
    private static readonly Dictionary<string, Func<string, AttentionPattern, ScalarType?, LedHeadModel>> s_heads = new(StringComparer.Ordinal)
    {
        ["LEDForConditionalGeneration"] = (folder, pattern, dtype) => LedForConditionalGeneration.FromPretrained(folder, pattern, dtype: dtype),
        ["LEDForSequenceClassification"] = (folder, pattern, dtype) => LedForSequenceClassification.FromPretrained(folder, pattern, dtype: dtype),
        ["LEDForQuestionAnswering"] = (folder, pattern, dtype) => LedForQuestionAnswering.FromPretrained(folder, pattern, dtype: dtype),
    };

    /// <summary>The classes that can be run.</summary>
    public static IEnumerable<string> Architectures => s_heads.Keys.Prepend(Model);

    /// <summary>Everything that a folder can expect from a model of one of the <see cref="Architectures"/>.</summary>
    public static NamedTensors Run(string folder, string architecture, AttentionPattern pattern, ScalarType dtype = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        using var inputs = new ParityInputs(folder, dtype);
        var kept = new NamedTensors();
        if (s_heads.TryGetValue(architecture, out var load))
        {
            using var model = load(folder, pattern, dtype);
            Watch(model.Led, kept);
            var output = model.call(Batch(inputs), ParityRun.Labels(inputs));
            ParityRun.KeepLogits(output.Logits, isSpan: model is LedForQuestionAnswering, kept);
            Finish(model, output.Model, inputs, name => name == "logits" ? output.Logits : null, output.Loss, kept);
            if (model is LedForConditionalGeneration writer)
                Write(writer, inputs, folder, kept);
        }
        else
        {
            using var model = LedModel.FromPretrained(folder, pattern, dtype: dtype);
            Watch(model, kept);
            Finish(model, model.call(Batch(inputs)), inputs, _ => null, null, kept);
        }
        return kept;
    }

    private static LedInput Batch(ParityInputs inputs) => new()
    {
        InputIds = inputs.Find("input_ids"),
        InputsEmbeds = inputs.Find("inputs_embeds"),
        AttentionMask = inputs.Find("attention_mask"),
        GlobalAttentionMask = inputs.Find("global_attention_mask"),
        DecoderInputIds = inputs.Find("decoder_input_ids"),
        DecoderAttentionMask = inputs.Find("decoder_attention_mask"),
        Extras = Longformer.LongformerExtras.HiddenStates | Longformer.LongformerExtras.Attentions,
    };

    /// <summary>What the model writes, and the logits of a target that stands among the expected tensors.</summary>
    private static void Write(LedForConditionalGeneration model, ParityInputs inputs, string folder, NamedTensors kept)
    {
        using var noGrad = no_grad();
        GenerationRuns.Run(folder, model, Batch(inputs) with { Extras = default }, kept);
        using var expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        if (!expected.Contains(TargetIds))
            return;
        // Greedy search's sequences, without their last token.
        if (kept.Names.FirstOrDefault(name => name.StartsWith("generation.greedy.", StringComparison.Ordinal)) is { } greedy)
            kept.Keep(TargetIds, kept.Find(greedy)!.narrow(1, 0, kept.Find(greedy)!.shape[1] - 1));
        using var output = model.call(Batch(inputs) with { DecoderInputIds = expected.Load(TargetIds), Extras = default }, null);
        kept.Keep("teacher_forced_logits", output.Logits);
    }

    private static void Watch(LedModel model, NamedTensors kept)
    {
        var attention = model.Encoder.Layers[0].Attention;
        attention.Self.register_forward_hook((_, _, _, output) => { kept.Keep("encoder.layer0.longformer_self_attn_output", output); return output; });
        attention.register_forward_hook((_, _, _, output) => { kept.Keep("encoder.layer0.self_attn_output", output); return output; });
    }

    private static void Finish(nn.Module model, LedOutput output, ParityInputs inputs, Func<string, Tensor?> head, Tensor? loss, NamedTensors kept)
    {
        kept.Keep("last_hidden_state", output.LastHidden);
        kept.Keep("encoder_last_hidden_state", output.Encoder.LastHidden);
        kept.Keep("encoder_hidden_states", output.Encoder.HiddenStates);
        kept.Keep("encoder_attentions", output.Encoder.Attentions);
        kept.Keep("encoder_global_attentions", output.Encoder.GlobalAttentions);
        kept.Keep("decoder_hidden_states", output.HiddenStates);
        kept.Keep("decoder_attentions", output.Attentions);
        kept.Keep("cross_attentions", output.CrossAttentions);
        ParityRun.KeepGradients(model, inputs, name => name switch
        {
            "last_hidden_state" => output.LastHidden,
            "encoder_last_hidden_state" => output.Encoder.LastHidden,
            _ => head(name),
        }, loss, kept);
    }
}

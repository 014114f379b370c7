using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Parity;

/// <summary>Runs the folder of a Longformer, with or without a head: outputs, inner values, loss and gradients.</summary>
internal static class LongformerRun
{
    /// <summary>The heads, by Hugging Face's names of their classes.</summary>
    private static readonly Dictionary<string, Func<string, AttentionPattern, ScalarType?, LongformerHeadModel>> s_heads = new(StringComparer.Ordinal)
    {
        [nameof(LongformerForMaskedLM)] = (folder, pattern, dtype) => LongformerForMaskedLM.FromPretrained(folder, pattern, dtype: dtype),
        [nameof(LongformerForSequenceClassification)] = (folder, pattern, dtype) => LongformerForSequenceClassification.FromPretrained(folder, pattern, dtype: dtype),
        [nameof(LongformerForTokenClassification)] = (folder, pattern, dtype) => LongformerForTokenClassification.FromPretrained(folder, pattern, dtype: dtype),
        [nameof(LongformerForQuestionAnswering)] = (folder, pattern, dtype) => LongformerForQuestionAnswering.FromPretrained(folder, pattern, dtype: dtype),
        [nameof(LongformerForMultipleChoice)] = (folder, pattern, dtype) => LongformerForMultipleChoice.FromPretrained(folder, pattern, dtype: dtype),
    };

    /// <summary>The classes that can be run.</summary>
    public static IEnumerable<string> Architectures => s_heads.Keys.Prepend(nameof(LongformerModel));

    /// <summary>Everything that a folder can expect from a model of one of the <see cref="Architectures"/>.</summary>
    public static NamedTensors Run(string folder, string architecture, AttentionPattern pattern, ScalarType dtype = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        using var inputs = new ParityInputs(folder, dtype);
        var kept = new NamedTensors();
        if (s_heads.TryGetValue(architecture, out var load))
        {
            using var model = load(folder, pattern, dtype);
            Watch(model.Longformer, kept);
            var output = model.call(Batch(inputs), ParityRun.Labels(inputs));
            ParityRun.KeepLogits(output.Logits, isSpan: model is LongformerForQuestionAnswering, kept);
            Finish(model, output.Encoder, inputs, name => name == "logits" ? output.Logits : null, output.Loss, kept);
        }
        else
        {
            using var model = LongformerModel.FromPretrained(folder, pattern, dtype: dtype);
            Watch(model, kept);
            Finish(model, model.call(Batch(inputs)), inputs, _ => null, null, kept);
        }
        return kept;
    }

    internal static LongformerInput Batch(ParityInputs inputs) => new()
    {
        InputIds = inputs.Find("input_ids"),
        InputsEmbeds = inputs.Find("inputs_embeds"),
        AttentionMask = inputs.Find("attention_mask"),
        GlobalAttentionMask = inputs.Find("global_attention_mask"),
        TokenTypeIds = inputs.Find("token_type_ids"),
        PositionIds = inputs.Find("position_ids"),
        Extras = LongformerExtras.HiddenStates | LongformerExtras.Attentions,
    };

    private static void Watch(LongformerModel model, NamedTensors kept)
    {
        var attention = model.Encoder.Layers[0].Attention;
        model.Embeddings.register_forward_hook((_, _, output) => { kept.Keep("embedding_output", output); return output; });
        attention.Self.register_forward_hook((_, _, _, output) => { kept.Keep("layer0.attention.self_output", output); return output; });
        attention.register_forward_hook((_, _, _, output) => { kept.Keep("layer0.attention_output", output); return output; });
    }

    /// <summary>Keeps the encoder's outputs, and the gradients of the loss, or of the outputs times their cotangents.</summary>
    private static void Finish(nn.Module model, LongformerOutput output, ParityInputs inputs, Func<string, Tensor?> head, Tensor? loss, NamedTensors kept)
    {
        kept.Keep("last_hidden_state", output.LastHidden);
        kept.Keep("hidden_states", output.HiddenStates);
        kept.Keep("attentions", output.Attentions);
        kept.Keep("global_attentions", output.GlobalAttentions);
        if (output.Pooled is { } pooled)
            kept.Keep("pooler_output", pooled);
        ParityRun.KeepGradients(model, inputs, name => name switch
        {
            "last_hidden_state" => output.LastHidden,
            "pooler_output" => output.Pooled,
            _ => head(name),
        }, loss, kept);
    }
}

using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Parity;

/// <summary>Runs a golden folder of the base model, with inner values and gradients.</summary>
public static class LongformerParity
{
    /// <summary>Everything a folder of class LongformerModel can expect, from a model on <paramref name="pattern"/>.</summary>
    public static NamedTensors Run(string folder, AttentionPattern pattern, ScalarType dtype = ScalarType.Float32)
    {
        using var scope = NewDisposeScope();
        using var inputs = new GoldenInputs(folder, dtype);
        using var model = LongformerModel.FromPretrained(folder, pattern, dtype: dtype);
        var kept = new NamedTensors();
        Watch(model, kept);
        using var output = model.call(Batch(inputs));
        Keep(output, kept);
        kept.Keep("pooler_output", output.Pooled!);
        var loss = inputs.CotangentLoss(name => name switch
        {
            "last_hidden_state" => output.LastHidden,
            "pooler_output" => output.Pooled,
            _ => null,
        });
        kept.Keep("cotangent_loss", loss);
        loss.backward();
        kept.KeepGradients(model);
        return kept;
    }

    internal static LongformerInput Batch(GoldenInputs inputs) => new()
    {
        InputIds = inputs.Find("input_ids"),
        InputsEmbeds = inputs.Find("inputs_embeds"),
        AttentionMask = inputs.Find("attention_mask"),
        GlobalAttentionMask = inputs.Find("global_attention_mask"),
        TokenTypeIds = inputs.Find("token_type_ids"),
        PositionIds = inputs.Find("position_ids"),
        Extras = LongformerExtras.HiddenStates | LongformerExtras.Attentions,
    };

    internal static void Keep(LongformerOutput output, NamedTensors kept)
    {
        kept.Keep("last_hidden_state", output.LastHidden);
        kept.Keep("hidden_states", output.HiddenStates);
        kept.Keep("attentions", output.Attentions);
        kept.Keep("global_attentions", output.GlobalAttentions);
    }

    internal static void Watch(LongformerModel model, NamedTensors kept)
    {
        var attention = model.Encoder.Layers[0].Attention;
        model.Embeddings.register_forward_hook((_, _, output) => { kept.Keep("embedding_output", output); return output; });
        attention.Self.register_forward_hook((_, _, _, output) => { kept.Keep("layer0.attention.self_output", output); return output; });
        attention.register_forward_hook((_, _, _, output) => { kept.Keep("layer0.attention_output", output); return output; });
    }
}

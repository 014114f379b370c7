using System.Text.Json.Nodes;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary><see cref="LedConfig"/> to config.json. What the configuration was read from keeps its other keys.</summary>
internal static class LedConfigWriter
{
    /// <inheritdoc cref="LongformerConfigWriter.Write"/>
    public static string Write(LedConfig config, string architecture, ScalarType dtype)
    {
        var json = config.Source is null ? [] : JsonNode.Parse(config.Source)!.AsObject();
        json["architectures"] = new JsonArray(architecture);
        json["model_type"] = "led";
        json["is_encoder_decoder"] = true;
        json["vocab_size"] = config.VocabSize;
        json["max_encoder_position_embeddings"] = config.MaxEncoderPositions;
        json["max_decoder_position_embeddings"] = config.MaxDecoderPositions;
        json["d_model"] = config.HiddenSize;
        json["encoder_layers"] = config.EncoderLayers;
        json["num_hidden_layers"] = config.EncoderLayers;
        json["encoder_attention_heads"] = config.EncoderHeads;
        json["encoder_ffn_dim"] = config.EncoderIntermediateSize;
        json["encoder_layerdrop"] = config.EncoderLayerDrop;
        json["decoder_layers"] = config.DecoderLayers;
        json["decoder_attention_heads"] = config.DecoderHeads;
        json["decoder_ffn_dim"] = config.DecoderIntermediateSize;
        json["decoder_layerdrop"] = config.DecoderLayerDrop;
        json["activation_function"] = config.ActivationFunction;
        json["dropout"] = config.Dropout;
        json["attention_dropout"] = config.AttentionDropout;
        json["activation_dropout"] = config.ActivationDropout;
        json["classifier_dropout"] = config.ClassifierDropout;
        json["init_std"] = config.InitStd;
        json["pad_token_id"] = config.PadTokenId;
        json["eos_token_id"] = config.EosTokenId;
        json["decoder_start_token_id"] = config.DecoderStartTokenId;
        json["tie_word_embeddings"] = true;
        ConfigText.WriteWindows(json, config.AttentionWindow);
        ConfigText.WriteLabels(json, config.Labels, config.ProblemType);
        return ConfigText.Finish(json, dtype);
    }
}

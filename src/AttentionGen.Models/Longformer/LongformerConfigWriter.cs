using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary><see cref="LongformerConfig"/> to config.json. What the configuration was read from keeps its other keys.</summary>
internal static class LongformerConfigWriter
{
    /// <summary>The text of the file.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="architecture">Hugging Face's name of the model's class.</param>
    /// <param name="dtype">Type of the parameters in the checkpoint.</param>
    public static string Write(LongformerConfig config, string architecture, ScalarType dtype)
    {
        var json = config.Source is null ? [] : JsonNode.Parse(config.Source)!.AsObject();
        json["architectures"] = new JsonArray(architecture);
        json["model_type"] = "longformer";
        json["vocab_size"] = config.VocabSize;
        json["hidden_size"] = config.HiddenSize;
        json["num_hidden_layers"] = config.NumHiddenLayers;
        json["num_attention_heads"] = config.NumAttentionHeads;
        json["intermediate_size"] = config.IntermediateSize;
        json["hidden_act"] = config.HiddenAct;
        json["hidden_dropout_prob"] = config.HiddenDropoutProb;
        json["attention_probs_dropout_prob"] = config.AttentionProbsDropoutProb;
        json["max_position_embeddings"] = config.MaxPositionEmbeddings;
        json["type_vocab_size"] = config.TypeVocabSize;
        json["initializer_range"] = config.InitializerRange;
        json["layer_norm_eps"] = config.LayerNormEps;
        json["pad_token_id"] = config.PadTokenId;
        json["sep_token_id"] = config.SepTokenId;
        json["tie_word_embeddings"] = config.TieWordEmbeddings;
        ConfigText.WriteWindows(json, config.AttentionWindow);
        ConfigText.WriteLabels(json, config.Labels, config.ProblemType);
        return ConfigText.Finish(json, dtype);
    }
}

using System.Text.Json.Nodes;
using AttentionGen.Dynamic;

namespace AttentionGen.Models.Longformer;

/// <summary>A configuration as the text that patterns are compiled from: only what says who reads whom, so that like models share a pattern.</summary>
internal static class LongformerPatternText
{
    private const string ClassName = "LongformerPattern";

    public static AttentionPattern Compile(LongformerConfig config)
    {
        var json = new JsonObject
        {
            ["model_type"] = "longformer",
            ["num_hidden_layers"] = config.NumHiddenLayers,
            ["num_attention_heads"] = config.NumAttentionHeads,
            ["hidden_size"] = config.HiddenSize,
            ["max_position_embeddings"] = config.MaxPositionEmbeddings,
            ["pad_token_id"] = config.PadTokenId,
        };
        ConfigText.WriteWindows(json, config.AttentionWindow);
        return PatternCompiler.FromText(json.ToJsonString(), "configuration", ClassName);
    }
}

using System.Text.Json.Nodes;
using AttentionGen.Dynamic;

namespace AttentionGen.Models.Longformer;

/// <summary>A configuration as the text that patterns are compiled from: only what says who reads whom, so that like models share a pattern.</summary>
internal static class LongformerPatternText
{
    private const string ClassName = "LongformerPattern";

    public static AttentionPattern Compile(LongformerConfig config) => PatternCompiler.FromText(Write(config), "configuration", ClassName);

    private static string Write(LongformerConfig config) => new JsonObject
    {
        ["model_type"] = "longformer",
        ["num_hidden_layers"] = config.NumHiddenLayers,
        ["num_attention_heads"] = config.NumAttentionHeads,
        ["hidden_size"] = config.HiddenSize,
        ["attention_window"] = config.AttentionWindow.Count == 1
            ? config.AttentionWindow[0]
            : new JsonArray([.. config.AttentionWindow.Select(window => JsonValue.Create(window))]),
        ["max_position_embeddings"] = config.MaxPositionEmbeddings,
        ["pad_token_id"] = config.PadTokenId,
    }.ToJsonString();
}

using System.Text.Json.Nodes;
using AttentionGen.Dynamic;
using AttentionGen.Models.Longformer;

namespace AttentionGen.Models.Led;

/// <summary>A configuration as the text that the encoder's pattern is compiled from: only what says who reads whom.</summary>
internal static class LedPatternText
{
    private const string ClassName = "LedPattern";

    public static AttentionPattern Compile(LedConfig config)
    {
        var json = new JsonObject
        {
            ["model_type"] = "led",
            ["encoder_layers"] = config.EncoderLayers,
            ["encoder_attention_heads"] = config.EncoderHeads,
            ["d_model"] = config.HiddenSize,
            ["max_encoder_position_embeddings"] = config.MaxEncoderPositions,
        };
        ConfigText.WriteWindows(json, config.AttentionWindow);
        return PatternCompiler.FromText(json.ToJsonString(), "configuration", ClassName);
    }
}

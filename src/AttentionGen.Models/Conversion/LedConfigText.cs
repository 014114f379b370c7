using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;

namespace AttentionGen.Models.Conversion;

/// <summary>The config.json of the LED that a BART becomes: what is not named here is as the source has it.</summary>
internal static class LedConfigText
{
    /// <summary>What BART's configuration has and LED's has not.</summary>
    private static readonly string[] s_dropped = ["max_position_embeddings", "scale_embedding", "position_embedding_type"];

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>The file's text.</summary>
    /// <param name="bart">The source's configuration.</param>
    /// <param name="path">The source's file, for messages.</param>
    /// <param name="maxLength">Tokens that the encoder reads.</param>
    /// <param name="window">Full window of each encoder layer.</param>
    /// <exception cref="CheckpointException">No LED is read from it: it has an activation that is unknown here, heads that do not divide the width, and so on.</exception>
    public static string Of(BartConfig bart, string path, int maxLength, int window)
    {
        var json = JsonNode.Parse(bart.Text)!.AsObject();
        foreach (var key in s_dropped)
            json.Remove(key);
        json["model_type"] = "led";
        if (bart.LedArchitecture is not null)
            json["architectures"] = new JsonArray(bart.LedArchitecture);
        json["attention_window"] = new JsonArray([.. Enumerable.Range(0, bart.EncoderLayers).Select(_ => JsonValue.Create(window))]);
        json["max_encoder_position_embeddings"] = maxLength;
        json["max_decoder_position_embeddings"] = bart.Length;
        AddDefaults(json, bart);
        var text = json.ToJsonString(s_indented) + "\n";
        using var file = ConfigFile.Parse(path, Encoding.UTF8.GetBytes(text));
        LedConfigReader.Read(file);
        return text;
    }

    /// <summary>Where the two classes take a missing value for different ones, BART's is written out.</summary>
    private static void AddDefaults(JsonObject json, BartConfig bart)
    {
        if (!json.ContainsKey("forced_eos_token_id"))
            json["forced_eos_token_id"] = 2;
        // An older name, which only BART's class knows.
        if (json["force_bos_token_to_be_generated"]?.GetValueKind() == JsonValueKind.True)
            json["forced_bos_token_id"] ??= bart.BosTokenId;
        if (bart.Architecture != BartConfig.Classifier || json["id2label"] is not null)
            return;
        json["id2label"] = new JsonObject(Enumerable.Range(0, bart.Labels).Select(label => KeyValuePair.Create<string, JsonNode?>($"{label}", $"LABEL_{label}")));
        json["label2id"] = new JsonObject(Enumerable.Range(0, bart.Labels).Select(label => KeyValuePair.Create<string, JsonNode?>($"LABEL_{label}", label)));
    }
}

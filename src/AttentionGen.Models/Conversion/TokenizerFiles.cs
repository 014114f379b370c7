using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Conversion;

/// <summary>The files of a folder that belong to its tokenizer: a Longformer's is its RoBERTa's, but for the length.</summary>
internal static class TokenizerFiles
{
    private const string Settings = "tokenizer_config.json";

    private static readonly string[] s_names = [Settings, "tokenizer.json", "vocab.json", "merges.txt", "special_tokens_map.json", "added_tokens.json"];

    /// <summary>Where a tokenizer's settings say how many tokens a text may have; the second name is older.</summary>
    private static readonly string[] s_lengths = ["model_max_length", "max_len"];

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The files that are there, by name; a longest text that the settings name becomes the new one.</summary>
    public static IReadOnlyDictionary<string, byte[]> Read(string folder, int maxLength)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in s_names.Where(name => File.Exists(Path.Combine(folder, name))))
        {
            var path = Path.Combine(folder, name);
            var bytes = File.ReadAllBytes(path);
            files[name] = name == Settings ? Lengthened(bytes, path, maxLength) : bytes;
        }
        return files;
    }

    /// <summary>The settings with the new length; as they are where they name none.</summary>
    private static byte[] Lengthened(byte[] bytes, string path, int maxLength)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(bytes);
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{path} is not valid JSON: {e.Message}", e);
        }
        if (json is not JsonObject settings || s_lengths.Where(settings.ContainsKey).ToArray() is not { Length: > 0 } keys)
            return bytes;
        foreach (var key in keys)
            settings[key] = maxLength;
        return Encoding.UTF8.GetBytes(settings.ToJsonString(s_json) + "\n");
    }
}

using System.Text.Json;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Tokenization;

/// <summary>A tokenizer's JSON files, whose refusals name file, key and value.</summary>
internal static class TokenizerJson
{
    /// <summary>Reads what is needed from a file that holds an object.</summary>
    public static T Read<T>(string path, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : throw new CheckpointException($"{path} must hold a JSON object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for "\ud800" in a string
        {
            throw new CheckpointException($"{path} is not valid JSON: {e.Message}", e);
        }
    }

    /// <summary>A value behind a path of keys with dots between them, or null where it is missing or null.</summary>
    public static JsonElement? Find(JsonElement root, string key)
    {
        foreach (var part in key.Split('.'))
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(part, out root))
                return null;
        }
        return root.ValueKind == JsonValueKind.Null ? null : root;
    }

    /// <summary>Refuses a value that is there and is none of the allowed, each given as JSON. Null allows a missing one.</summary>
    public static void Expect(string path, JsonElement root, string key, params string?[] allowed)
    {
        var found = Find(root, key)?.GetRawText();
        if (!allowed.Contains(found))
            throw Refuse(path, key, found, $"{string.Join(" or ", allowed.Select(a => a ?? "missing"))} for a byte-level BPE tokenizer of RoBERTa's kind");
    }

    /// <summary>Yes or no.</summary>
    public static bool Flag(string path, JsonElement root, string key, bool missing) => Find(root, key) switch
    {
        null => missing,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Refuse(path, key, value.GetRawText(), "true or false"),
    };

    /// <summary>The refusal of a value.</summary>
    public static CheckpointException Refuse(string path, string key, string? value, string needed) =>
        new($"{path}: \"{key}\" is {value switch { null => "missing", { Length: > 80 } => value[..80] + "...", _ => value }}, but must be {needed}.");
}

using System.Text.Json;

namespace AttentionGen.Models.Checkpoints;

/// <summary>JSON objects in files that may be damaged.</summary>
internal static class JsonText
{
    /// <summary>Parses an object and makes something of it.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <param name="what">What it is of the file, for messages.</param>
    /// <param name="read">What to make of it.</param>
    public static T Read<T>(byte[] json, string path, string what, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new CheckpointException($"{path}: {what} is a JSON {document.RootElement.ValueKind}, not an object. The file is damaged: fetch it again.");
            return read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{path}: {what} is not valid JSON ({e.Message}). The file is damaged: fetch it again.", e);
        }
        catch (InvalidOperationException e)
        {
            // Half a surrogate pair and broken UTF-8 are noticed only when a text is read.
            throw new CheckpointException($"{path}: {what} holds text that is no Unicode. The file is damaged: fetch it again.", e);
        }
    }
}

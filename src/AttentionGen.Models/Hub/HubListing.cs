using System.Text.Json;

namespace AttentionGen.Models.Hub;

/// <summary>What a repository holds at a commit.</summary>
/// <param name="Commit">The commit that the revision means, in hexadecimal.</param>
/// <param name="Entries">The files by name; sizes and checksums are null where the server gave none.</param>
internal sealed record HubListing(string Commit, IReadOnlyDictionary<string, (long? Size, HubChecksum? Checksum)> Entries)
{
    /// <summary>Reads the answer of the endpoint <c>api/models/org/name/revision/revision?blobs=true</c>.</summary>
    /// <exception cref="HubException">It is something else.</exception>
    public static HubListing Parse(string address, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            // The commit names a folder here, so nothing but digits will do.
            if (root.GetProperty("sha").GetString() is not { } commit || HubChecksum.From(commit)?.Hex != commit)
                throw Refuse("\"sha\" must be a commit: 40 or 64 lower-case hexadecimal digits");
            var entries = new Dictionary<string, (long?, HubChecksum?)>(StringComparer.Ordinal);
            foreach (var sibling in root.GetProperty("siblings").EnumerateArray())
            {
                var name = sibling.GetProperty("rfilename").GetString() ?? "";
                if (!entries.TryAdd(name, Entry(sibling)))
                    throw Refuse($"\"{Printable.Of(name)}\" is listed twice");
            }
            return new(commit, entries);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Refuse(Printable.Of(e.Message), e);
        }

        HubException Refuse(string what, Exception? cause = null) => new(
            $"{address} is no listing of a repository: {what}. Is the endpoint ({HubOptions.EndpointVariable}) that of a Hugging Face hub?", cause);
    }

    /// <summary>Large files (LFS) have a SHA-256 and a size of their own beside those of the pointer that git keeps.</summary>
    private static (long? Size, HubChecksum? Checksum) Entry(JsonElement sibling)
    {
        var large = sibling.TryGetProperty("lfs", out var lfs) && lfs.ValueKind == JsonValueKind.Object;
        var size = (large ? lfs : sibling).TryGetProperty("size", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64() : (long?)null;
        var hash = large ? Text(lfs, "sha256") : Text(sibling, "blobId");
        return (size is >= 0 ? size : null, HubChecksum.From(hash));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

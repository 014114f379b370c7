using System.Text.Json;

namespace AttentionGen.Models.Checkpoints;

/// <summary>The index of a checkpoint in several files: <c>{"metadata": {...}, "weight_map": {"name": "file", ...}}</c>.</summary>
internal static class ShardIndex
{
    private const long MaxLength = 100_000_000;

    /// <summary>Which file holds which tensor.</summary>
    public static Dictionary<string, string> Read(string path)
    {
        using var file = MappedFile.Open(path);
        if (file.Length > MaxLength)
            throw new CheckpointException($"{path} has {file.Length} bytes, more than the allowed {MaxLength} of an index. It is damaged or no index: fetch it again.");
        var json = new byte[file.Length];
        file.Read(0, json);
        LfsPointer.Refuse(json, path);
        return JsonText.Read(json, path, "the index", index => WeightMap(index, path));
    }

    private static Dictionary<string, string> WeightMap(JsonElement index, string path)
    {
        JsonElement[] maps = [.. index.EnumerateObject().Where(p => p.NameEquals("weight_map")).Select(p => p.Value)];
        if (maps.Length != 1 || maps[0].ValueKind != JsonValueKind.Object)
            throw new CheckpointException($"{path}: one object \"weight_map\" is needed, which says of each tensor which file holds it. The index is damaged: fetch it again.");
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in maps[0].EnumerateObject())
        {
            if (item.Value.ValueKind != JsonValueKind.String)
                throw new CheckpointException($"{path}: \"{Excerpt.Of(item.Name)}\" is in the file {Excerpt.Of(item.Value.GetRawText())}; a name is needed. The index is damaged: fetch it again.");
            if (!files.TryAdd(item.Name, item.Value.GetString()!))
                throw new CheckpointException($"{path}: \"{Excerpt.Of(item.Name)}\" stands twice in the weight_map. Which file is meant is unknown: fetch the index again.");
        }
        return files;
    }
}

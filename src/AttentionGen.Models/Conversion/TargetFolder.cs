using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Conversion;

/// <summary>The folder that a conversion writes.</summary>
internal static class TargetFolder
{
    private static readonly string[] s_checkpoints = ["config.json", "*.safetensors", "*.safetensors.index.json", "pytorch_model*.bin", "pytorch_model.bin.index.json"];

    /// <summary>Refuses a folder that holds a model, or a file that would be replaced.</summary>
    /// <param name="folder">The folder; it may be missing.</param>
    /// <param name="names">What will be written.</param>
    public static void RequireFree(string folder, IEnumerable<string> names)
    {
        if (!Directory.Exists(folder))
            return;
        var found = s_checkpoints.Concat(names).SelectMany(pattern => Directory.GetFiles(folder, pattern)).Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (found.Length > 0)
            throw new CheckpointException($"{folder} already holds {string.Join(", ", found)}. Name a new folder, or move these away. Nothing was written.");
    }
}

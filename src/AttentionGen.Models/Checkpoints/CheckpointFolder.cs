namespace AttentionGen.Models.Checkpoints;

/// <summary>Which of a folder's files hold the weights: safetensors before PyTorch's own format, one file before several.</summary>
internal static class CheckpointFolder
{
    private static readonly (string Name, Func<string, Checkpoint> Open)[] s_known =
    [
        ("model.safetensors", SafetensorsFile.Open),
        ("model.safetensors.index.json", path => ShardedCheckpoint.Open(path, SafetensorsFile.Entries)),
        ("pytorch_model.bin", TorchFile.Open),
        ("pytorch_model.bin.index.json", path => ShardedCheckpoint.Open(path, TorchFile.Entries)),
    ];

    public static Checkpoint Open(string folder)
    {
        foreach (var (name, open) in s_known)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                return open(path);
        }
        throw new CheckpointException(
            $"{folder} {(Directory.Exists(folder) ? "holds no checkpoint" : "is no folder")}. Looked for {string.Join(", ", s_known.Select(k => k.Name))}: fetch one of them.");
    }
}

namespace AttentionGen.CheckpointFuzz;

/// <summary>One input: the files of a folder.</summary>
/// <param name="Kind">What the folder was before it was changed.</param>
/// <param name="Files">Names and contents.</param>
public sealed record FuzzFolder(string Kind, Dictionary<string, byte[]> Files)
{
    /// <summary>Size of all files.</summary>
    public long Bytes => Files.Values.Sum(f => (long)f.Length);
}

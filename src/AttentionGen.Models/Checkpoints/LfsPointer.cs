namespace AttentionGen.Models.Checkpoints;

/// <summary>Git LFS puts a small text file in a large file's place, until the large one is fetched.</summary>
internal static class LfsPointer
{
    /// <summary>Refuses a file that begins as such a text does.</summary>
    /// <param name="start">Its first bytes, 8 at least.</param>
    /// <param name="path">The file, for messages.</param>
    public static void Refuse(ReadOnlySpan<byte> start, string path)
    {
        if (start.StartsWith("version "u8))
            throw new CheckpointException($"{path} is a Git LFS pointer, a text in the weights' place. Fetch the weights with \"git lfs pull\".");
    }
}

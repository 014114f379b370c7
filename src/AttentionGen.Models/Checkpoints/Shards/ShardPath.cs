namespace AttentionGen.Models.Checkpoints;

/// <summary>Where a file that an index names lies: beside the index, and nowhere else.</summary>
internal static class ShardPath
{
    /// <summary>The file's path.</summary>
    /// <param name="index">The index.</param>
    /// <param name="name">The file, as the index names it.</param>
    /// <param name="tensor">One of its tensors, for messages.</param>
    public static string Of(string index, string name, string tensor)
    {
        // What separates folders on any system, so that an index means the same everywhere.
        if (name is "" or "." or ".." || name.AsSpan().IndexOfAny("/\\:\0") >= 0)
            throw Refuse("which is no name of a file beside it. An index from a stranger may not reach other folders");
        var folder = Path.GetDirectoryName(Path.GetFullPath(index))!;
        folder = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder;
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw Refuse("which is missing. Fetch it into the index's folder");
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
        if (target is not null && Path.GetDirectoryName(target) is var place && place != folder && place != Blobs(folder))
            throw Refuse($"which is a link to {target}, outside of the folder. Copy the file here");
        return path;

        CheckpointException Refuse(string why) =>
            new($"{index}: \"{Excerpt.Of(tensor)}\" is in \"{Excerpt.Of(name)}\", {why}.");
    }

    /// <summary>In Hugging Face's cache, snapshots/(commit) holds links into blobs, which belong to the same repository.</summary>
    private static string? Blobs(string folder) =>
        Path.GetDirectoryName(folder) is { } snapshots && Path.GetFileName(snapshots) == "snapshots"
            ? Path.Combine(Path.GetDirectoryName(snapshots)!, "blobs")
            : null;
}

namespace AttentionGen.Models.Checkpoints;

/// <summary>A checkpoint in several files, which an index lists. All are opened, and must hold what the index says and nothing else.</summary>
internal static class ShardedCheckpoint
{
    /// <summary>Opens the files of an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="entriesOf">Reads the tensors of one file.</param>
    public static Checkpoint Open(string index, Func<MappedFile, IReadOnlyList<CheckpointEntry>> entriesOf)
    {
        NativeBackend.EnsureLoaded();
        var files = ShardIndex.Read(index);
        var open = new List<MappedFile>();
        try
        {
            var entries = new List<CheckpointEntry>();
            foreach (var shard in files.GroupBy(f => f.Value, f => f.Key).OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                var file = MappedFile.Open(ShardPath.Of(index, shard.Key, shard.First()));
                open.Add(file);
                entries.AddRange(Matching(entriesOf(file), shard, index, file.Path));
            }
            return new Checkpoint(index, entries, open);
        }
        catch
        {
            open.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static IReadOnlyList<CheckpointEntry> Matching(IReadOnlyList<CheckpointEntry> entries, IEnumerable<string> listed, string index, string shard)
    {
        var names = entries.Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        string[] missing = [.. listed.Where(name => !names.Contains(name))];
        names.ExceptWith(listed);
        if (missing.Length > 0)
            throw new CheckpointException($"{shard} lacks {missing.Length} tensors that {index} says it holds: {Excerpt.Of(missing)}. Fetch both again.");
        if (names.Count > 0)
            throw new CheckpointException($"{shard} holds {names.Count} tensors that {index} does not list for it: {Excerpt.Of(names.Order(StringComparer.Ordinal))}. Fetch both again.");
        return entries;
    }
}

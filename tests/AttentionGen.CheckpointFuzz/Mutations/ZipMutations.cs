namespace AttentionGen.CheckpointFuzz.Mutations;

/// <summary>Numbers and bytes behind the marks of a zip's parts: sizes, offsets, methods, counts.</summary>
internal static class ZipMutations
{
    public static byte[] Change(byte[] file, Random random)
    {
        int[] marks = [.. Enumerable.Range(0, Math.Max(0, file.Length - 4)).Where(i => file[i] == 'P' && file[i + 1] == 'K' && file[i + 2] < 9 && file[i + 3] < 9)];
        byte[] changed = [.. file];
        for (var i = random.Next(1, 3); i > 0 && marks.Length > 0; i--)
        {
            var at = marks[random.Next(marks.Length)] + random.Next(60);
            if (at < changed.Length)
                ByteMutations.Extreme(changed.AsSpan(at), random);
        }
        return changed;
    }
}

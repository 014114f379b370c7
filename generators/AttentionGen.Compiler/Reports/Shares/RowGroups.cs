namespace AttentionGen.Compiler.Reports.Shares;

/// <summary>Rows of keys to groups of rows that are alike.</summary>
internal static class RowGroups
{
    /// <summary>The groups.</summary>
    /// <param name="rows">Each query's keys, ascending.</param>
    /// <param name="causal">True when every row ends at its query at the latest.</param>
    public static IReadOnlyList<KeyRows.Group> Join(IReadOnlyList<IReadOnlyList<KeyRun>> rows, bool causal)
    {
        var groups = new List<KeyRows.Group>();
        for (var first = 0; first < rows.Count;)
        {
            var fixedKeys = Extend(rows, first, causal, relative: false);
            var moving = Extend(rows, first, causal, relative: true);
            var (queries, keys) = moving.Queries > fixedKeys.Queries ? moving : fixedKeys;
            groups.Add(new KeyRows.Group(queries, moving.Queries > fixedKeys.Queries, [.. KeyRuns.Join(keys)]));
            first += queries;
        }
        return groups;
    }

    /// <summary>How many rows from the first on are alike, and the keys of all of them.</summary>
    private static (int Queries, IReadOnlyList<KeyRun> Keys) Extend(IReadOnlyList<IReadOnlyList<KeyRun>> rows, int first, bool causal, bool relative)
    {
        int At(int query) => relative ? -query : 0;
        var keys = KeyRun.Move(rows[first], At(first));
        var query = first + 1;
        for (; query < rows.Count; query++)
        {
            // What both this row and those before can read: a relative row begins one key earlier than the one before, and
            // ends one earlier; a causal row that is not relative ends one later.
            var low = relative ? At(query - 1) : 0;
            var end = At(query) + (causal ? (relative ? query + 1 : query) : rows.Count);
            var next = KeyRun.Move(rows[query], At(query));
            if (!KeyRun.Clip(keys, low, end).SequenceEqual(KeyRun.Clip(next, low, end)))
                break;
            if (relative && Holds(rows[query], 0))
                Grow(keys, At(query), atStart: true);
            else if (!relative && causal && Holds(rows[query], query))
                Grow(keys, query, atStart: false);
        }
        return (query - first, keys);
    }

    private static bool Holds(IReadOnlyList<KeyRun> runs, int key) => runs.Any(r => r.Start <= key && key < r.End);

    /// <summary>Adds the key before the first or after the last.</summary>
    private static void Grow(List<KeyRun> runs, int key, bool atStart)
    {
        if (atStart && runs.Count > 0 && runs[0].Start == key + 1)
            runs[0] = new KeyRun(key, runs[0].Length + 1);
        else if (!atStart && runs.Count > 0 && runs[runs.Count - 1].End == key)
            runs[runs.Count - 1] = new KeyRun(runs[runs.Count - 1].Start, runs[runs.Count - 1].Length + 1);
        else
            runs.Insert(atStart ? 0 : runs.Count, new KeyRun(key, 1));
    }
}

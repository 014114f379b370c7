namespace AttentionGen.Compiler.Reports.Shares;

/// <summary>Keys start, start + 1, ..., start + length - 1.</summary>
internal readonly record struct KeyRun(int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>Runs moved by some keys.</summary>
    public static List<KeyRun> Move(IEnumerable<KeyRun> runs, int by) => [.. runs.Select(r => r with { Start = r.Start + by })];

    /// <summary>What of the runs lies in [low, end).</summary>
    public static IEnumerable<KeyRun> Clip(IEnumerable<KeyRun> runs, int low, int end) => runs
        .Select(r => (Start: Math.Max(r.Start, low), End: Math.Min(r.End, end)))
        .Where(r => r.Start < r.End).Select(r => new KeyRun(r.Start, r.End - r.Start));
}

/// <summary>Runs of one length at one distance: what a stride reads.</summary>
/// <param name="Start">First key of the first run.</param>
/// <param name="Length">Keys per run.</param>
/// <param name="Step">Keys from the start of one run to that of the next.</param>
/// <param name="Count">Runs.</param>
internal readonly record struct KeyRuns(int Start, int Length, int Step, int Count)
{
    /// <summary>Run by run.</summary>
    public IEnumerable<KeyRun> All()
    {
        for (var run = 0; run < Count; run++)
            yield return new KeyRun(Start + run * Step, Length);
    }

    /// <summary>Ascending runs, those at one distance together.</summary>
    public static IEnumerable<KeyRuns> Join(IReadOnlyList<KeyRun> runs)
    {
        for (var first = 0; first < runs.Count;)
        {
            var next = first + 1;
            while (next < runs.Count && runs[next].Length == runs[first].Length && runs[next].Start - runs[next - 1].Start == runs[first + 1].Start - runs[first].Start)
                next++;
            yield return new KeyRuns(runs[first].Start, runs[first].Length, next - first == 1 ? 0 : runs[first + 1].Start - runs[first].Start, next - first);
            first = next;
        }
    }
}

using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Reports.Shares;

/// <summary>
/// Which keys each query reads, exactly and in little space: neighbouring queries that read the same keys, or keys at the same
/// distances, are one group. A group's runs may go on where its queries' keys end: at the sequence's ends and, where causal, at the query.
/// </summary>
/// <param name="Length">Tokens of the sequence.</param>
/// <param name="IsCausal">True when no query reads a later key, whatever the runs say.</param>
/// <param name="Groups">In order of their queries.</param>
internal sealed record KeyRows(int Length, bool IsCausal, IReadOnlyList<KeyRows.Group> Groups)
{
    /// <summary>Neighbouring queries.</summary>
    /// <param name="Queries">How many.</param>
    /// <param name="IsRelative">True when the runs count from the query, false when from the sequence's start.</param>
    /// <param name="Runs">The keys.</param>
    public sealed record Group(int Queries, bool IsRelative, IReadOnlyList<KeyRuns> Runs);

    /// <summary>Of heads; null where finding out would take too long. Run-time values must not decide.</summary>
    public static KeyRows? Of(HeadKind kind, int length) =>
        kind.Kernel is BandPlan band ? Of(band.Band, length) : Of((BlockPlan)kind.Kernel, kind.First.Layer, kind.First.Head, length);

    private static KeyRows Of(BandTerm band, int length)
    {
        int before = Math.Min(band.Before, (length - 1) / band.Stride), after = Math.Min(band.After, (length - 1) / band.Stride);
        var runs = band.Stride == 1 ? new KeyRuns(-before, before + after + 1, 0, 1) : new KeyRuns(-before * band.Stride, 1, band.Stride, before + after + 1);
        return new KeyRows(length, false, [new Group(length, true, [runs])]);
    }

    private static KeyRows? Of(BlockPlan plan, int layer, int head, int length)
    {
        if (RuleRows.Read(plan.Rule, layer, head, length) is not { } rows)
            return null;
        var causal = rows.Select((runs, query) => runs.Count == 0 || runs[runs.Count - 1].End <= query + 1).All(c => c);
        return new KeyRows(length, causal, RowGroups.Join(rows, causal));
    }

    /// <summary>Pairs that are read in each cell.</summary>
    public long[,] Count(IReadOnlyList<int> queries, IReadOnlyList<int> keys)
    {
        var pairs = new long[queries.Count - 1, keys.Count - 1];
        var row = 0;
        foreach (var (query, runs) in Rows())
        {
            while (query >= queries[row + 1])
                row++;
            var column = 0;
            foreach (var run in runs)
            {
                while (keys[column + 1] <= run.Start)
                    column++;
                for (var c = column; c < keys.Count - 1 && keys[c] < run.End; c++)
                    pairs[row, c] += Math.Min(run.End, keys[c + 1]) - Math.Max(run.Start, keys[c]);
            }
        }
        return pairs;
    }

    /// <summary>The runs of each query, ascending.</summary>
    public IEnumerable<(int Query, IEnumerable<KeyRun> Runs)> Rows()
    {
        var query = 0;
        foreach (var group in Groups)
        {
            for (var i = 0; i < group.Queries; i++, query++)
            {
                var at = group.IsRelative ? query : 0;
                yield return (query, KeyRun.Clip(group.Runs.SelectMany(r => r.All()).Select(r => r with { Start = r.Start + at }), 0, IsCausal ? query + 1 : Length));
            }
        }
    }
}

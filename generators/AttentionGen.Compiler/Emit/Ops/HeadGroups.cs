using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>Taking the heads of a group out of a tensor, and putting groups back in order of heads.</summary>
internal static class HeadGroups
{
    /// <summary>The local variable of a group's result.</summary>
    public static string Name(HeadGroup group) => $"heads{group.Heads[0]}";

    /// <summary>The group's heads of a (batch, length, heads, head size) tensor; neighbours are a view.</summary>
    public static string Select(string tensor, HeadGroup group)
    {
        var runs = Ranges.Runs(group.Heads).Select(r => $"{tensor}.narrow(2, {r.First}, {r.Count})").ToList();
        return runs.Count == 1 ? runs[0] : $"{Names.Torch}.cat(new[] {{ {string.Join(", ", runs)} }}, 2)";
    }

    /// <summary>All heads in order, from the groups' results.</summary>
    public static string Join(LayerForm form, int dimension, Func<HeadGroup, string> result)
    {
        var pieces = form.Groups
            .SelectMany(group => Ranges.Runs(group.Heads).Select(run => (run.First, Text: Piece(group, run))))
            .OrderBy(piece => piece.First)
            .Select(piece => piece.Text);
        return $"{Names.Torch}.cat(new[] {{ {string.Join(", ", pieces)} }}, {dimension})";

        string Piece(HeadGroup group, (int First, int Count) run) => run.Count == group.Heads.Count
            ? result(group)
            : $"{result(group)}.narrow({dimension}, {group.Heads.TakeWhile(h => h < run.First).Count()}, {run.Count})";
    }
}

using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>Taking the heads of a group out of a tensor, and putting groups back in order of heads.</summary>
internal static class HeadGroups
{
    /// <summary>The methods that take heads which are no neighbours.</summary>
    public static void EmitTakers(PatternPlan plan, CodeWriter code)
    {
        foreach (var group in plan.Forms.SelectMany(f => f.Groups).Where(g => Ranges.Runs(g.Heads).Count > 1).GroupBy(g => g.Heads).Select(g => g.First()))
        {
            var runs = Ranges.Runs(group.Heads).Select(r => Narrow("x", r));
            code.Line();
            code.Line($"// {Names.Some("Head", group.Heads)} of a (batch, length, heads, {plan.Spec.HeadSize}) tensor.");
            code.Line($"private static {Names.Tensor} {Names.TakeHeads(group)}({Names.Tensor} x) =>");
            code.Line($"    {Names.Torch}.cat(new[] {{ {string.Join(", ", runs)} }}, 2);");
        }
    }

    /// <summary>The group's heads of a (batch, length, heads, head size) tensor; neighbours are a view.</summary>
    public static string Take(string tensor, HeadGroup group) =>
        Ranges.Runs(group.Heads) is [var run] ? Narrow(tensor, run) : $"{Names.TakeHeads(group)}({tensor})";

    /// <summary>head all heads in order, from the groups' results.</summary>
    public static void Join(string head, LayerForm form, Func<HeadGroup, string> result, CodeWriter code)
    {
        var pieces = form.Groups
            .SelectMany(group => Ranges.Runs(group.Heads).Select(run => (run.First, Text: Piece(group, run))))
            .OrderBy(piece => piece.First)
            .Select(piece => piece.Text);
        code.List($"{head} {Names.Torch}.cat(new[]", pieces, ", 2);");

        string Piece(HeadGroup group, (int First, int Count) run) => run.Count == group.Heads.Count
            ? result(group)
            : Narrow(result(group), (group.Heads.TakeWhile(h => h < run.First).Count(), run.Count));
    }

    private static string Narrow(string tensor, (int First, int Count) run) => $"{tensor}.narrow(2, {run.First}, {run.Count})";
}

using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Emit.Simd;

/// <summary>The vector kernels of each kind of layer: heads that read alike with the constants of what they read.</summary>
internal static class VectorEmitter
{
    /// <summary>What computes the variable layer.</summary>
    public static string Layer(PatternPlan plan) => plan.Forms.Count == 1 ? NameOf(plan, plan.Forms[0]) : "Vectors(layer)";

    public static void Emit(PatternPlan plan, CodeWriter code)
    {
        foreach (var form in plan.Forms)
            EmitLayer(plan, form, code);
        if (plan.Forms.Count > 1)
            EmitChoice(plan, code);
        foreach (var (kernel, global) in VectorShapes.Of(plan))
            VectorShapes.Emit(plan, kernel, global, code);
    }

    private static string NameOf(PatternPlan plan, LayerForm form) => plan.Forms.Count == 1 ? "s_vectors" : $"s_vectors{Names.Of(form)}";

    private static void EmitLayer(PatternPlan plan, LayerForm form, CodeWriter code)
    {
        var heads = form.Groups.Select(group =>
            $"new {Names.Vectors}.{(group.Kernel is BandPlan ? "BandHeads" : "BlockHeads")}<{VectorShapes.NameOf(plan, group.Kernel, group.Global)}>({Runs(group.Heads)})").ToList();
        code.Line();
        code.Line($"// Vector kernels of {Names.Some("layer", form.Layers)}.");
        code.Line($"private static readonly {Names.Vectors}.VectorLayer {NameOf(plan, form)} = new(");
        for (var i = 0; i < heads.Count; i++)
            code.Line($"    {heads[i]}{(i == heads.Count - 1 ? ");" : ",")}");
    }

    /// <summary>0..12, or 0..4, 7..8: the end is not counted.</summary>
    private static string Runs(IReadOnlyCollection<int> heads) => string.Join(", ", Ranges.Runs(heads).Select(r => $"{r.First}..{r.First + r.Count}"));

    private static void EmitChoice(PatternPlan plan, CodeWriter code)
    {
        var last = plan.Forms[plan.Forms.Count - 1];
        code.Line();
        code.Line($"private static {Names.Vectors}.VectorLayer Vectors(int layer) => layer switch");
        using (code.Block())
        {
            foreach (var form in plan.Forms.Take(plan.Forms.Count - 1))
                code.Line($"{Names.PatternOf(form.Layers)} => {NameOf(plan, form)},");
            code.Line($"_ => {NameOf(plan, last)}, // {Names.Some("layer", last.Layers)}");
        }
        code.Append(";");
    }
}

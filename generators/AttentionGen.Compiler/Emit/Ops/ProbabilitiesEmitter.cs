using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>Probabilities: the bands again, with their softmax laid open in band layout.</summary>
internal static class ProbabilitiesEmitter
{
    public static void Emit(PatternPlan plan, CodeWriter code)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        using (code.Open($"public override {Names.Library}.AttentionProbabilities Probabilities(int layer, {Names.Tensor} q, {Names.Tensor} k, {Names.Library}.GlobalInputs? globals, {Names.Masks} masks)"))
        {
            code.Line("Check(layer, q, k, k, globals, masks);");
            code.Line($"using var scope = {Names.Torch}.NewDisposeScope();");
            ForwardEmitter.ByForm(plan, code, "before", form => $"{Before(form)}");
            ForwardEmitter.ByForm(plan, code, "bands", Call);
            code.Line($"var rows = {(plan.Spec.Global ? $"masks.MaxGlobals == 0 ? null : {Names.Kernels}.GlobalRows.Probabilities(globals!, masks, causal: {Names.Bool(plan.Spec.Causal)}, {plan.Spec.Heads}, {plan.Spec.HeadSize})" : $"({Names.Tensor}?)null")};");
            code.Line("// (batch, heads, length, slots)");
            code.Line($"return new {Names.Library}.AttentionProbabilities(bands.Local.transpose(1, 2).contiguous(), before, bands.GlobalColumns?.transpose(1, 2).contiguous(), rows).MoveToOuterDisposeScope();");
        }
        foreach (var form in plan.Forms.Where(f => f.Groups.Count > 1))
            EmitForm(form, code);
    }

    private static string Call(LayerForm form) => form.Groups.Count == 1
        ? $"{Names.Of(form.Groups[0].Band.Band)}Probabilities(q, k, masks, {Before(form)}, {After(form)})"
        : $"{Names.Of(form)}Probabilities(q, k, masks)";

    private static void EmitForm(LayerForm form, CodeWriter code)
    {
        var group = $"{Names.Kernels}.BandProbabilities.Group";
        code.Line();
        using (code.Open($"private static {group} {Names.Of(form)}Probabilities({Names.Tensor} q, {Names.Tensor} k, {Names.Masks} masks)"))
        {
            foreach (var heads in form.Groups)
                code.Line($"var {HeadGroups.Name(heads)} = {Names.Of(heads.Band.Band)}Probabilities({HeadGroups.Select("q", heads)}, {HeadGroups.Select("k", heads)}, masks, {Before(form)}, {After(form)});");
            code.Line($"return new {group}(");
            code.Line($"    {HeadGroups.Join(form, 2, g => HeadGroups.Name(g) + ".Local")},");
            code.Line($"    masks.MaxGlobals == 0 ? null : {HeadGroups.Join(form, 2, g => HeadGroups.Name(g) + ".GlobalColumns!")});");
        }
    }

    private static int Before(LayerForm form) => form.Groups.Max(g => g.Band.Band.Before);

    private static int After(LayerForm form) => form.Groups.Max(g => g.Band.Band.After);
}

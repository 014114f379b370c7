using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>Probabilities: the bands again, with their softmax laid open in band layout.</summary>
internal static class ProbabilitiesEmitter
{
    public static void Emit(PatternPlan plan, CodeWriter code)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        using (code.Open($"public override AG::AttentionProbabilities Probabilities(int layer, {Names.Tensor} q, {Names.Tensor} k, AG::GlobalInputs? globals, {Names.Masks} masks)"))
        {
            code.Line("Check(layer, q, k, k, globals, masks);");
            code.Line($"using var scope = {Names.Torch}.NewDisposeScope();");
            ForwardEmitter.ByForm(plan, code, "before", form => $"{Before(form)}");
            ForwardEmitter.ByForm(plan, code, "bands", Call);
            code.Line($"var rows = {(plan.Spec.Global ? $"masks.MaxGlobals == 0 ? null : {Names.Kernels}.GlobalRows.Probabilities(globals!, masks, causal: {Names.Bool(plan.Spec.Causal)}, {plan.Spec.Heads}, {plan.Spec.HeadSize})" : $"({Names.Tensor}?)null")};");
            code.Line("// (batch, heads, length, slots)");
            code.Line($"return new AG::AttentionProbabilities(bands.Local.transpose(1, 2).contiguous(), before, bands.GlobalColumns?.transpose(1, 2).contiguous(), rows).MoveToOuterDisposeScope();");
        }
        foreach (var form in plan.Forms.Where(f => f.Groups.Count > 1))
            EmitForm(form, code);
        EmitBand(plan.Spec, code);
    }

    private static string Call(LayerForm form) => form.Groups.Count == 1
        ? CallBand(form, form.Groups[0], "q", "k")
        : $"{Names.Of(form)}Probabilities(q, k, masks)";

    private static string CallBand(LayerForm form, HeadGroup group, string q, string k) =>
        $"BandProbabilities({q}, {k}, masks, {Names.Of(group.Band.Band)}Tiles(masks), {Before(form)}, {After(form)})";

    private static void EmitForm(LayerForm form, CodeWriter code)
    {
        var group = $"{Names.Kernels}.BandProbabilities.Group";
        code.Line();
        using (code.Open($"private static {group} {Names.Of(form)}Probabilities({Names.Tensor} q, {Names.Tensor} k, {Names.Masks} masks)"))
        {
            foreach (var heads in form.Groups)
                code.Line($"var {HeadGroups.Name(heads)} = {CallBand(form, heads, HeadGroups.Select("q", heads), HeadGroups.Select("k", heads))};");
            code.Line($"return new {group}(");
            code.Line($"    {HeadGroups.Join(form, 2, g => HeadGroups.Name(g) + ".Local")},");
            code.Line($"    masks.MaxGlobals == 0 ? null : {HeadGroups.Join(form, 2, g => HeadGroups.Name(g) + ".GlobalColumns!")});");
        }
    }

    private static void EmitBand(PatternSpec spec, CodeWriter code)
    {
        code.Line();
        using (code.Open($"private static {Names.Kernels}.BandProbabilities.Group BandProbabilities({Names.Tensor} q, {Names.Tensor} k, {Names.Masks} masks, {Names.Kernels}.BandTiles tiles, int before, int after)"))
        {
            code.Line("var keys = tiles.Windows(k);");
            if (spec.Global)
            {
                code.Line("if (masks.MaxGlobals > 0)");
                code.Line($"    keys = {Names.Kernels}.GlobalColumns.Append(keys, k, masks, tiles);");
            }
            code.Line($"return {Names.Kernels}.BandProbabilities.Compute(tiles.Queries(q), keys, BandMask(masks, tiles), masks, tiles, before, after);");
        }
    }

    private static int Before(LayerForm form) => form.Groups.Max(g => g.Band.Band.Before);

    private static int After(LayerForm form) => form.Groups.Max(g => g.Band.Band.After);
}

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
        code.Line("public override AG::AttentionProbabilities Probabilities(");
        using (code.Open($"    int layer, {Names.Tensor} q, {Names.Tensor} k, AG::GlobalInputs? globals, {Names.Masks} masks)"))
        {
            code.Line("Check(layer, q, k, k, globals, masks);");
            code.Line($"using var scope = {Names.Torch}.NewDisposeScope();");
            EmitSlots(plan, code);
            ForwardEmitter.ByForm(plan, code, "bands", Call);
            code.Line("var local = bands.Local.transpose(1, 2).contiguous(); // (batch, heads, length, slots)");
            if (plan.Spec.Global)
            {
                code.Line("var columns = bands.GlobalColumns?.transpose(1, 2).contiguous(); // (batch, heads, length, globals)");
                code.Line("var rows = masks.MaxGlobals == 0 ? null // (batch, heads, globals, length)");
                code.Line($"    : {Names.Kernels}.GlobalRows.Probabilities(globals!, masks, causal: {Names.Bool(plan.Spec.Causal)}, heads: {plan.Spec.Heads}, size: {plan.Spec.HeadSize});");
            }
            code.Line($"return new AG::AttentionProbabilities(local, before, {(plan.Spec.Global ? "columns, rows" : "null, null")}).MoveToOuterDisposeScope();");
        }
        foreach (var form in plan.Forms.Where(f => f.Groups.Count > 1))
            EmitForm(form, plan.Spec, code);
        EmitBand(plan.Spec, code);
    }

    /// <summary>The layout: slots to each side of a query's own, for the widest head of the layer.</summary>
    private static void EmitSlots(PatternPlan plan, CodeWriter code)
    {
        var layouts = plan.Forms
            .GroupBy(f => (Before: f.Groups.Max(g => g.Band.Band.Before), After: f.Groups.Max(g => g.Band.Band.After)))
            .Select(g => (Slots: g.Key, Layers: g.SelectMany(f => f.Layers).OrderBy(l => l).ToList())).ToList();
        code.Line("// Slots to each side of the query's own.");
        if (layouts.Count == 1)
        {
            code.Line($"const int before = {layouts[0].Slots.Before}, after = {layouts[0].Slots.After};");
            return;
        }
        code.Line("var (before, after) = layer switch");
        using (code.Block())
        {
            for (var i = 0; i < layouts.Count; i++)
                code.Line($"{(i < layouts.Count - 1 ? Names.PatternOf(layouts[i].Layers) : "_")} => ({layouts[i].Slots.Before}, {layouts[i].Slots.After}),");
        }
        code.Append(";");
    }

    private static string Call(LayerForm form) => form.Groups.Count == 1
        ? CallBand(form.Groups[0], "q", "k")
        : $"{Names.Of(form)}Probabilities(q, k, masks, before, after)";

    private static string CallBand(HeadGroup group, string q, string k) =>
        $"BandProbabilities({q}, {k}, masks, {Names.Of(group.Band.Band)}Tiles(masks), before, after)";

    private static void EmitForm(LayerForm form, PatternSpec spec, CodeWriter code)
    {
        var group = $"{Names.Kernels}.BandProbabilities.Group";
        code.Line();
        code.Line($"private static {group} {Names.Of(form)}Probabilities(");
        using (code.Open($"    {Names.Tensor} q, {Names.Tensor} k, {Names.Masks} masks, int before, int after)"))
        {
            foreach (var heads in form.Groups)
                code.Line($"var {Names.Of(heads)} = {CallBand(heads, HeadGroups.Take("q", heads), HeadGroups.Take("k", heads))};");
            HeadGroups.Join("var local =", form, g => Names.Of(g) + ".Local", code);
            if (spec.Global)
                HeadGroups.Join("var columns = masks.MaxGlobals == 0 ? null :", form, g => Names.Of(g) + ".GlobalColumns!", code);
            code.Line($"return new {group}(local, {(spec.Global ? "columns" : "null")});");
        }
    }

    private static void EmitBand(PatternSpec spec, CodeWriter code)
    {
        code.Line();
        code.Line($"private static {Names.Kernels}.BandProbabilities.Group BandProbabilities(");
        using (code.Open($"    {Names.Tensor} q, {Names.Tensor} k, {Names.Masks} masks, {Names.Kernels}.BandTiles tiles, int before, int after)"))
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
}

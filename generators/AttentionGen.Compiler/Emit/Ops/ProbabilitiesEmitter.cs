using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>Probabilities: the kernels again, with their softmax laid open.</summary>
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
            ForwardEmitter.ByForm(plan, code, "heads", form => Call(plan, form));
            code.Line("var local = heads.Local.transpose(1, 2).contiguous(); // (batch, heads, length, slots)");
            if (plan.Spec.Global)
                code.Line("var columns = heads.GlobalColumns?.transpose(1, 2).contiguous(); // (batch, heads, length, globals)");
            var rows = GlobalRowsEmitter.EmitProbabilities(plan, code);
            var tiles = plan.Blocks.Count == 0 ? "" : " { Tiles = heads.Tiles }";
            code.Line($"return new AG::AttentionProbabilities(local, before, {(plan.Spec.Global ? "columns" : "null")}, {(rows ? "rows" : "null")}){tiles}.MoveToOuterDisposeScope();");
        }
        foreach (var form in plan.Forms.Where(f => f.Groups.Count > 1))
            EmitForm(plan, form, code);
        if (plan.Bands.Any())
            EmitBand(plan, code);
    }

    /// <summary>The layout: slots to each side of a query's own, for the widest band of the layer.</summary>
    private static void EmitSlots(PatternPlan plan, CodeWriter code)
    {
        var layouts = plan.Forms
            .GroupBy(f => (Before: Widest(f, b => b.Before), After: Widest(f, b => b.After)))
            .Select(g => (Slots: g.Key, Layers: g.SelectMany(f => f.Layers).OrderBy(l => l).ToList())).ToList();
        if (!plan.Bands.Any() && plan.Forms.All(f => f.Groups.Count == 1))
        {
            code.Line("const int before = 0; // no head is a band");
            return;
        }
        code.Line("// Slots to each side of the query's own.");
        if (layouts.Count == 1)
        {
            var (before, after) = layouts[0].Slots;
            code.Line($"{(IsConstant(before) && IsConstant(after) ? "const " : "")}int before = {Slots(before)}, after = {Slots(after)};");
            return;
        }
        code.Line("var (before, after) = layer switch");
        using (code.Block())
        {
            for (var i = 0; i < layouts.Count; i++)
                code.Line($"{(i < layouts.Count - 1 ? Names.PatternOf(layouts[i].Layers) : "_")} => ({Slots(layouts[i].Slots.Before)}, {Slots(layouts[i].Slots.After)}),");
        }
        code.Append(";");
    }

    private static int Widest(LayerForm form, Func<BandTerm, int> side) => form.Groups.Select(g => g.Kernel).OfType<BandPlan>().Select(b => side(b.Band)).DefaultIfEmpty(0).Max();

    private static bool IsConstant(int slots) => slots != BandTerm.Unbounded;

    private static string Slots(int slots) => IsConstant(slots) ? $"{slots}" : "(int)masks.Length - 1";

    private static string Call(PatternPlan plan, LayerForm form) => form.Groups.Count == 1
        ? Kernels.Probabilities(plan, form.Groups[0], "q, k")
        : $"{Names.Of(form)}Probabilities({(form.UsesBlocks ? "layer, " : "")}q, k, masks, before, after)";

    private static void EmitForm(PatternPlan plan, LayerForm form, CodeWriter code)
    {
        code.Line();
        code.Line($"private static {Names.Kernels}.BandProbabilities.Group {Names.Of(form)}Probabilities(");
        using (code.Open($"    {(form.UsesBlocks ? "int layer, " : "")}{Names.Tensor} q, {Names.Tensor} k, {Names.Masks} masks, int before, int after)"))
        {
            code.Line($"var layerHeads = new {Names.Kernels}.LayerProbabilities(masks, heads: {plan.Spec.Heads}, slots: before + 1 + after);");
            foreach (var group in form.Groups)
            {
                var tensors = $"{HeadGroups.Take("q", group)}, {HeadGroups.Take("k", group)}";
                code.Line($"layerHeads.Add({Kernels.Probabilities(plan, group, tensors)}, {string.Join(", ", group.Heads)});");
            }
            code.Line("return layerHeads.Join();");
        }
    }

    private static void EmitBand(PatternPlan plan, CodeWriter code)
    {
        code.Line();
        code.Line($"private static {Names.Kernels}.BandProbabilities.Group BandProbabilities(");
        using (code.Open($"    {Names.Tensor} q, {Names.Tensor} k, {Names.Masks} masks, {Names.Kernels}.BandTiles tiles, int before, int after, bool globalRows = true)"))
        {
            code.Line("var keys = tiles.Windows(k);");
            if (plan.Spec.Global)
            {
                code.Line("if (masks.MaxGlobals > 0)");
                code.Line($"    keys = {Names.Kernels}.GlobalColumns.Append(keys, k, masks, tiles);");
            }
            code.Line($"return {Names.Kernels}.BandProbabilities.Compute(tiles.Queries(q), keys, BandMask(masks, tiles), masks, tiles, before, after, globalRows);");
        }
    }
}

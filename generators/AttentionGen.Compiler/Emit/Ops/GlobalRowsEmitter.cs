using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>The rows of global tokens, for the layers and heads in which they read every token.</summary>
internal static class GlobalRowsEmitter
{
    /// <summary>Replaces rows of the variable context.</summary>
    public static void EmitForward(PatternPlan plan, CodeWriter code) => Emit(plan, code, use =>
        $"context = {Class(use)}.Overwrite(context, {Inputs(use, "q, k, v")}, masks, {Names.Limits(plan.Spec)}, dropout{HeadList(use)});");

    /// <summary>Declares the variable rows, null without global tokens; false where no global token reads every token.</summary>
    public static bool EmitProbabilities(PatternPlan plan, CodeWriter code)
    {
        var uses = GlobalHeads.ThatReadAll(plan.Spec);
        var size = plan.Spec.HeadSize;
        if (uses is [{ Layers: null, Heads: null } all])
        {
            code.Line("var rows = masks.MaxGlobals == 0 ? null // (batch, heads, globals, length)");
            var sizes = all.Projections == GlobalProjections.Separate ? $", heads: {plan.Spec.Heads}, size: {size}" : "";
            code.Line($"    : {Class(all)}.Probabilities({Inputs(all, "q, k")}, masks, {Names.Limits(plan.Spec)}{sizes});");
            return true;
        }
        if (uses.Count == 0)
            return false;
        code.Line($"var rows = masks.MaxGlobals == 0 ? null : {Names.Kernels}.GlobalRowsOfHeads.None(q, masks); // (batch, heads, globals, length)");
        Emit(plan, code, use =>
        {
            var heads = string.Join(", ", use.Heads ?? Enumerable.Range(0, plan.Spec.Heads));
            var sizes = use.Projections == GlobalProjections.Separate ? $", {size}" : "";
            return $"rows = {Names.Kernels}.GlobalRowsOfHeads.Probabilities(rows!, {Inputs(use, "q, k")}, masks, {Names.Limits(plan.Spec)}{sizes}, {heads});";
        });
        return true;
    }

    private static void Emit(PatternPlan plan, CodeWriter code, Func<GlobalHeads, string> statement)
    {
        foreach (var use in GlobalHeads.ThatReadAll(plan.Spec))
        {
            code.Line($"if (masks.MaxGlobals > 0{(use.Layers is null ? "" : $" && layer is {Names.PatternOf(use.Layers)}")})");
            code.Line("    " + statement(use));
        }
    }

    private static string Class(GlobalHeads use) => $"{Names.Kernels}.GlobalRows{(use.Heads is null ? "" : "OfHeads")}";

    private static string Inputs(GlobalHeads use, string shared) => use.Projections == GlobalProjections.Separate ? "globals!" : shared;

    private static string HeadList(GlobalHeads use) => use.Heads is null ? "" : ", " + string.Join(", ", use.Heads);
}

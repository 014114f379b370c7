using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>Forward: which layer computes which bands, then the global rows and the padding.</summary>
internal static class ForwardEmitter
{
    private const string Parameters = $"{Names.Tensor} q, {Names.Tensor} k, {Names.Tensor} v";

    public static void Emit(PatternPlan plan, CodeWriter code)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"public override {Names.Tensor} Forward(");
        code.Line($"    int layer, {Parameters},");
        using (code.Open($"    AG::GlobalInputs? globals, {Names.Masks} masks, {Names.Dropout} dropout = default)"))
        {
            code.Line("Check(layer, q, k, v, globals, masks);");
            code.Line($"using var scope = {Names.Torch}.NewDisposeScope();");
            code.Line($"// (batch, length, {plan.Spec.Heads}, {plan.Spec.HeadSize}) in and out");
            ByForm(plan, code, "context", Call);
            if (plan.Spec.Global)
            {
                code.Line("if (masks.MaxGlobals > 0)");
                code.Line($"    context = {Names.Kernels}.GlobalRows.Overwrite(context, globals!, masks, causal: {Names.Bool(plan.Spec.Causal)}, dropout);");
            }
            code.Line($"return {Names.Kernels}.Padding.ZeroRows(context, masks).MoveToOuterDisposeScope();");
        }
        foreach (var form in plan.Forms.Where(f => f.Groups.Count > 1))
            EmitForm(form, code);
        HeadGroups.EmitTakers(plan, code);
    }

    /// <summary>var name = the value of the layer's form.</summary>
    public static void ByForm(PatternPlan plan, CodeWriter code, string name, Func<LayerForm, string> value)
    {
        if (plan.Forms.Count == 1)
        {
            code.Line($"var {name} = {value(plan.Forms[0])};");
            return;
        }
        var last = plan.Forms[plan.Forms.Count - 1];
        using (code.Open($"var {name} = layer switch"))
        {
            foreach (var form in plan.Forms.Take(plan.Forms.Count - 1))
                code.Line($"{Names.PatternOf(form.Layers)} => {value(form)},");
            code.Line($"_ => {value(last)}, // {Names.Some("layer", last.Layers)}");
        }
        code.Append(";");
    }

    private static string Call(LayerForm form) => form.Groups.Count == 1
        ? $"{Names.Of(form.Groups[0].Band.Band)}(q, k, v, masks, dropout)"
        : $"{Names.Of(form)}(q, k, v, masks, dropout)";

    private static void EmitForm(LayerForm form, CodeWriter code)
    {
        code.Line();
        code.Line($"// {Names.Some("Layer", form.Layers)}: heads of equal band are computed together.");
        code.Line($"private static {Names.Tensor} {Names.Of(form)}(");
        using (code.Open($"    {Parameters}, {Names.Masks} masks, {Names.Dropout} dropout)"))
        {
            foreach (var group in form.Groups)
            {
                var arguments = string.Join(", ", new[] { "q", "k", "v" }.Select(x => HeadGroups.Take(x, group)));
                code.Line($"var {Names.Of(group)} = {Names.Of(group.Band.Band)}({arguments}, masks, dropout);");
            }
            HeadGroups.Join("return", form, Names.Of, code);
        }
    }
}

using AttentionGen.Compiler.Emit.Simd;
using AttentionGen.Compiler.Plan;

namespace AttentionGen.Compiler.Emit.Ops;

/// <summary>Forward: which engine and which layer computes what, then the global rows.</summary>
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
            EmitEngine(plan, code);
            GlobalRowsEmitter.EmitForward(plan, code);
            code.Line("return context.MoveToOuterDisposeScope();");
        }
        EmitOperations(plan, code);
        foreach (var form in plan.Forms.Where(f => f.Groups.Count > 1))
            EmitForm(plan, form, code);
        HeadGroups.EmitTakers(plan, code);
    }

    private static void EmitEngine(PatternPlan plan, CodeWriter code)
    {
        var operations = $"Operations({(UsesLayer(plan) ? "layer, " : "")}q, k, v, masks, dropout)";
        if (!plan.HasVectors)
        {
            code.Line($"var context = {operations};");
            return;
        }
        code.Line("var context = UsesVectors(q) // float32 on the CPU");
        code.Line($"    ? {VectorEmitter.Layer(plan)}.Forward(layer, q, k, v, masks, dropout)");
        code.Line($"    : {operations};");
    }

    /// <summary>The pattern in library operations.</summary>
    private static void EmitOperations(PatternPlan plan, CodeWriter code)
    {
        code.Line();
        code.Line("// Library operations: any device and floating-point type.");
        code.Line($"private static {Names.Tensor} Operations(");
        using (code.Open($"    {(UsesLayer(plan) ? "int layer, " : "")}{Parameters}, {Names.Masks} masks, {Names.Dropout} dropout)"))
        {
            ByForm(plan, code, "context", form => Call(plan, form));
            code.Line($"return {Names.Kernels}.Padding.ZeroRows(context, masks);");
        }
    }

    private static bool UsesLayer(PatternPlan plan) => plan.Forms.Count > 1 || plan.Forms.Any(f => f.UsesBlocks);

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

    private static string Call(PatternPlan plan, LayerForm form) => form.Groups.Count == 1
        ? Kernels.Forward(plan, form.Groups[0], "q, k, v")
        : $"{Names.Of(form)}({(form.UsesBlocks ? "layer, " : "")}q, k, v, masks, dropout)";

    private static void EmitForm(PatternPlan plan, LayerForm form, CodeWriter code)
    {
        code.Line();
        code.Line($"// {Names.Some("Layer", form.Layers)}: heads that read alike are computed together.");
        code.Line($"private static {Names.Tensor} {Names.Of(form)}(");
        using (code.Open($"    {(form.UsesBlocks ? "int layer, " : "")}{Parameters}, {Names.Masks} masks, {Names.Dropout} dropout)"))
        {
            foreach (var group in form.Groups)
                code.Line($"var {Names.Of(group)} = {Kernels.Forward(plan, group, string.Join(", ", new[] { "q", "k", "v" }.Select(x => HeadGroups.Take(x, group))))};");
            HeadGroups.Join("return", form, Names.Of, code);
        }
    }
}

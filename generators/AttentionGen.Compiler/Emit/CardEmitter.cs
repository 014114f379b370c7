using AttentionGen.Compiler.Emit.Picture;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit;

/// <summary>The Card property: what the compiler knows, as data.</summary>
internal static class CardEmitter
{
    public static void Emit(PatternPlan plan, CodeWriter code)
    {
        code.Line("/// <inheritdoc/>");
        code.Line("public override AG::PatternCard Card => s_card;");
        code.Line();
        code.Line("private static readonly AG::PatternCard s_card = new()");
        using (code.Block())
            EmitProperties(plan, code);
        code.Append(";");
        code.Line();
        EmitBands(plan, code);
    }

    private static void EmitProperties(PatternPlan plan, CodeWriter code)
    {
        var spec = plan.Spec;
        code.Line($"Name = \"{spec.Name}\",");
        code.Line($"Layers = {spec.Layers.Count},");
        code.Line($"Heads = {spec.Heads},");
        code.Line($"HeadSize = {spec.HeadSize},");
        if (spec.MaxLength is { } length)
            code.Line($"MaxLength = {length},");
        code.Line($"Causal = {Names.Bool(spec.Causal)},");
        code.Line($"Global = {Names.Bool(spec.Global)},");
        code.List("Tasks = new string[]", spec.Tasks.Select(t => $"\"{t.Name}\""), ",");
        code.Line("Bands = Bands(),");
        code.List("Reach = new AG::LayerReach[]", plan.Reach.Select(r => $"new({r.Before}, {r.After})"), ",");
        code.List("Cost = new AG::LayerCost[]", plan.Costs.Select(c => $"new({c.Pairs}, {c.DensePairs}, {c.Flops})"), ",");
        code.Line($"CostLength = {plan.CostLength},");
        code.Line("Picture =");
        code.Line("    \"\"\"");
        foreach (var line in PatternPicture.Draw(plan).Split('\n'))
            code.Line("    " + line);
        code.Line("    \"\"\",");
        code.Line($"Engine = \"{plan.Engine}\",");
        if (plan.Refusals.Count > 0)
            code.List("Refusals = new AG::EngineRefusal[]", plan.Refusals.Select(r => $"new(\"{r.Engine}\", \"{r.Reason}\")"), ",");
    }

    private static void EmitBands(PatternPlan plan, CodeWriter code)
    {
        var single = plan.Bands.Count() == 1;
        code.Line("// [layer][head]");
        using (code.Open("private static AG::Band[][] Bands()"))
        {
            code.Line($"var bands = new AG::Band[{plan.Spec.Layers.Count}][];");
            code.Line($"for (var layer = 0; layer < {plan.Spec.Layers.Count}; layer++)");
            using (code.Block())
            {
                code.Line($"bands[layer] = new AG::Band[{plan.Spec.Heads}];");
                code.Line($"for (var head = 0; head < {plan.Spec.Heads}; head++)");
                code.Line($"    bands[layer][head] = {(single ? New(plan.Bands.Single().Band) : "BandOf(layer, head)")};");
            }
            code.Line("return bands;");
        }
        if (single)
            return;
        code.Line();
        code.Line("private static AG::Band BandOf(int layer, int head) => (layer, head) switch");
        using (code.Block())
        {
            foreach (var (layers, heads, band) in Arms(plan))
                code.Line($"({layers}, {heads}) => {New(band)},");
        }
        code.Append(";");
    }

    /// <summary>C# patterns of layers and heads; the last of each take what is left.</summary>
    private static IEnumerable<(string Layers, string Heads, BandTerm Band)> Arms(PatternPlan plan) =>
        from form in plan.Forms
        let layers = ReferenceEquals(form, plan.Forms[plan.Forms.Count - 1]) ? "_" : Names.PatternOf(form.Layers)
        from g in form.Groups
        let heads = ReferenceEquals(g, form.Groups[form.Groups.Count - 1]) ? "_" : Names.PatternOf(g.Heads)
        select (layers, heads, g.Band.Band);

    private static string New(BandTerm band) =>
        band.Stride == 1 ? $"new({band.Before}, {band.After})" : $"new({band.Before}, {band.After}, {band.Stride})";
}

using AttentionGen.Compiler.Emit.Picture;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit;

/// <summary>The Card property: what the compiler knows, as data.</summary>
internal static class CardEmitter
{
    public static void Emit(PatternPlan plan, CodeWriter code)
    {
        var spec = plan.Spec;
        code.Line("/// <inheritdoc/>");
        code.Line($"public override AG::PatternCard Card => s_card;");
        code.Line();
        code.Line($"private static readonly AG::PatternCard s_card = new()");
        code.Line("{");
        code.Line($"    Name = \"{spec.Name}\",");
        code.Line($"    Layers = {spec.Layers.Count},");
        code.Line($"    Heads = {spec.Heads},");
        code.Line($"    HeadSize = {spec.HeadSize},");
        if (spec.MaxLength is { } length)
            code.Line($"    MaxLength = {length},");
        code.Line($"    Causal = {Names.Bool(spec.Causal)},");
        code.Line($"    Global = {Names.Bool(spec.Global)},");
        code.Line($"    Tasks = new[] {{ {string.Join(", ", spec.Tasks.Select(t => $"\"{t.Name}\""))} }},".Replace("new[] {  }", "new string[0]"));
        code.Line("    Bands = Bands(),");
        code.Line($"    Reach = new AG::LayerReach[] {{ {string.Join(", ", plan.Reach.Select(r => $"new({r.Before}, {r.After})"))} }},");
        code.Line($"    Cost = new AG::LayerCost[] {{ {string.Join(", ", plan.Costs.Select(c => $"new({c.Pairs}, {c.DensePairs}, {c.Flops})"))} }},");
        code.Line($"    CostLength = {plan.CostLength},");
        code.Line("    Picture =");
        code.Line("        \"\"\"");
        foreach (var line in PatternPicture.Draw(plan).Split('\n'))
            code.Line("        " + line);
        code.Line("        \"\"\",");
        code.Line($"    Engine = \"{plan.Engine}\",");
        if (plan.Refusals.Count > 0)
            code.Line($"    Refusals = new AG::EngineRefusal[] {{ {string.Join(", ", plan.Refusals.Select(r => $"new(\"{r.Engine}\", \"{r.Reason}\")"))} }},");
        code.Line("};");
        code.Line();
        EmitBands(plan, code);
    }

    private static void EmitBands(PatternPlan plan, CodeWriter code)
    {
        var type = $"AG::Band";
        using (code.Open($"private static {type}[][] Bands()"))
        {
            code.Line($"var bands = new {type}[{plan.Spec.Layers.Count}][];");
            foreach (var form in plan.Forms)
            {
                var heads = string.Join(", ", Enumerable.Range(0, plan.Spec.Heads).Select(h => New(form.Groups.Single(g => g.Heads.Contains(h)).Band.Band)));
                code.Line($"var {LocalName(form)} = new {type}[] {{ {heads} }};");
                foreach (var (first, count) in Ranges.Runs(form.Layers))
                    code.Line($"global::System.Array.Fill(bands, {LocalName(form)}, {first}, {count});");
            }
            code.Line("return bands;");
        }
    }

    private static string LocalName(LayerForm form) => "l" + Names.Of(form).Substring(1);

    private static string New(BandTerm band) =>
        band.Stride == 1 ? $"new({band.Before}, {band.After})" : $"new({band.Before}, {band.After}, {band.Stride})";
}

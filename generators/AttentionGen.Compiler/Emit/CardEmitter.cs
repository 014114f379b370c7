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
        EmitUses(spec, code);
        code.List("Tasks = new string[]", spec.Tasks.Select(t => $"\"{t.Name}\""), ",");
        code.Line("Bands = Bands(),");
        code.List("Reach = new AG::LayerReach[]", plan.Reach.Select(r => $"new({r.Before}, {r.After})"), ",");
        code.List("Cost = new AG::LayerCost[]", plan.Costs.Select(c => $"new({c.Pairs}, {c.DensePairs}, {c.Flops}, {c.ComputedPairs}, {c.Bytes}{(c.Estimated ? ", Estimated: true" : "")})"), ",");
        code.Line($"CostLength = {plan.CostLength},");
        code.Line("Picture =");
        code.Line("    \"\"\"");
        foreach (var line in PatternPicture.Draw(plan).Split('\n'))
            code.Line("    " + line);
        code.Line("    \"\"\",");
        code.Line($"Engine = \"{plan.Engine}\",");
        if (plan.Refusals.Count > 0)
            code.List("Refusals = new AG::EngineRefusal[]", plan.Refusals.Select(r => $"new({Names.Text(r.Engine)}, {Names.Text(r.Reason)})"), ",");
    }

    /// <summary>What most patterns do without.</summary>
    private static void EmitUses(PatternSpec spec, CodeWriter code)
    {
        if (spec.Segments)
            code.Line("Segments = true,");
        var rules = spec.Layers.SelectMany(l => l.Heads).Distinct().Select(h => new BlockPlan(HeadRule.Of(h, spec), 1)).ToList();
        var inputs = rules.SelectMany(r => r.TokenInputs).Distinct().Select(n => $"new({Names.Text(n)}, true)")
            .Concat(rules.SelectMany(r => r.Numbers).Distinct().Select(n => $"new({Names.Text(n)}, false)")).ToList();
        if (inputs.Count > 0)
            code.List("Inputs = new AG::PatternInput[]", inputs, ",");
        if (spec.Global && spec.Layers.Any(l => l.Heads.Any(h => Use(h) != "Separate")))
            code.Line("Globals = Globals(),");
    }

    private static void EmitBands(PatternPlan plan, CodeWriter code)
    {
        EmitTable(plan, "Band?", "Bands", "BandOf", head => head.Band is { } band ? New(band) : "null", code);
        if (plan.Spec.Global && plan.Forms.Any(f => f.Groups.Any(g => Use(g.Head) != "Separate")))
        {
            code.Line();
            EmitTable(plan, "GlobalUse", "Globals", "GlobalOf", head => "AG::GlobalUse." + Use(head), code);
        }
    }

    private static string Use(HeadSpec head) => head.Global switch
    {
        null => "None",
        { Direction: GlobalDirection.Read } => "Read",
        { Projections: var projections } => $"{projections}",
    };

    /// <summary>A value per layer and head, from what the head reads.</summary>
    private static void EmitTable(PatternPlan plan, string type, string all, string one, Func<HeadSpec, string> value, CodeWriter code)
    {
        var values = plan.Forms.SelectMany(f => f.Groups).Select(g => value(g.Head)).Distinct().ToList();
        code.Line("// [layer][head]");
        using (code.Open($"private static AG::{type}[][] {all}()"))
        {
            code.Line($"var all = new AG::{type}[{plan.Spec.Layers.Count}][];");
            code.Line($"for (var layer = 0; layer < {plan.Spec.Layers.Count}; layer++)");
            using (code.Block())
            {
                code.Line($"all[layer] = new AG::{type}[{plan.Spec.Heads}];");
                code.Line($"for (var head = 0; head < {plan.Spec.Heads}; head++)");
                code.Line($"    all[layer][head] = {(values.Count == 1 ? values[0] : $"{one}(layer, head)")};");
            }
            code.Line("return all;");
        }
        if (values.Count == 1)
            return;
        code.Line();
        code.Line($"private static AG::{type} {one}(int layer, int head) => (layer, head) switch");
        using (code.Block())
        {
            foreach (var (layers, heads, head) in Arms(plan))
                code.Line($"({layers}, {heads}) => {value(head)},");
        }
        code.Append(";");
    }

    /// <summary>C# patterns of layers and heads; the last of each take what is left.</summary>
    private static IEnumerable<(string Layers, string Heads, HeadSpec Head)> Arms(PatternPlan plan) =>
        from form in plan.Forms
        let layers = ReferenceEquals(form, plan.Forms[plan.Forms.Count - 1]) ? "_" : Names.PatternOf(form.Layers)
        from g in form.Groups
        let heads = ReferenceEquals(g, form.Groups[form.Groups.Count - 1]) ? "_" : Names.PatternOf(g.Heads)
        select (layers, heads, g.Head);

    private static string New(BandTerm band) =>
        band.Stride == 1 ? $"new({Keys(band.Before)}, {Keys(band.After)})" : $"new({Keys(band.Before)}, {Keys(band.After)}, {band.Stride})";

    private static string Keys(int count) => count == BandTerm.Unbounded ? "AG::Band.Unbounded" : $"{count}";
}

using System.Globalization;
using AttentionGen.Compiler.Emit.Picture;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Reports;

namespace AttentionGen.Compiler.Emit;

/// <summary>The card as text: what the header of the generated file and the class's documentation show.</summary>
internal static class CardText
{
    private const int Width = 100;

    public static string Title(PatternPlan plan) => $"{plan.Spec.Name}: {Size(plan.Spec)}";

    /// <summary>"12 layers, 12 heads of 64, causal".</summary>
    public static string Size(Spec.PatternSpec spec) =>
        $"{spec.Layers.Count} layers, {spec.Heads} heads of {spec.HeadSize}" + (spec.Causal ? ", causal" : "");

    public static IEnumerable<string> Lines(PatternPlan plan, HeadChoice choice = default)
    {
        foreach (var line in PatternPicture.Draw(plan, choice).Split('\n'))
            yield return line;
        yield return "";
        foreach (var group in plan.Costs.Select((cost, layer) => (Cost: cost, Layer: layer)).GroupBy(c => c.Cost))
            yield return $"cost of {Names.Some("layer", group.Select(c => c.Layer).ToList())}: {(group.Key.Estimated ? "about " : "")}{Count(group.Key.Pairs)} pairs{(group.Count() == 1 ? "" : " each")}, {Percent(group.Key)} % of dense, {Count(group.Key.Flops)} floating-point operations";
        foreach (var line in Reach("before", plan.Reach.Select(r => r.Before)).Concat(Reach("after", plan.Reach.Select(r => r.After))))
            yield return line;
        foreach (var task in plan.Spec.Tasks)
            yield return $"global tokens for {task.Name}: {TaskText.Of(task)}";
        foreach (var line in Engine(plan))
            yield return line;
    }

    /// <summary>What computes the pattern, and why not something else.</summary>
    public static IEnumerable<string> Engine(PatternPlan plan) =>
    [
        .. plan.HasVectors ? [$"engine: {Engines.Simd}, vector kernels, for float32 on the CPU"] : Array.Empty<string>(),
        .. Kernels(plan).Select(kernel => $"engine: {Engines.Ops}, {kernel.Name}{kernel.Where}{(plan.HasVectors ? ", for all else" : "")}"),
        .. plan.Refusals.Select(r => $"not {r.Engine}: {r.Reason}"),
    ];

    /// <summary>Each kernel, and the heads that it computes where it does not compute all.</summary>
    public static IEnumerable<(string Name, string Where)> Kernels(PatternPlan plan) =>
        from form in plan.Forms
        from heads in form.Groups
        from layer in form.Layers
        from head in heads.Heads
        group (layer, head) by heads.Kernel.Name into alike
        select (alike.Key, HeadText.Suffix(plan.Spec, [.. alike]));

    /// <summary>Nothing where no layer reaches to this side.</summary>
    private static IEnumerable<string> Reach(string side, IEnumerable<long> tokens)
    {
        var all = tokens.ToList();
        if (all[all.Count - 1] == 0)
            return [];
        return CodeWriter.Wrap([$"reach {side}, layer by layer:", .. all.Select(Invariant)], Width).Select((line, i) => i == 0 ? line : "    " + line);
    }

    private static string Percent(LayerCost cost) => (100m * cost.Pairs / cost.DensePairs).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Count(long value) => value switch
    {
        >= 1_000_000_000 => (value / 1e9m).ToString("0.00", CultureInfo.InvariantCulture) + " G",
        >= 1_000_000 => (value / 1e6m).ToString("0.00", CultureInfo.InvariantCulture) + " M",
        _ => Invariant(value),
    };

    private static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);
}

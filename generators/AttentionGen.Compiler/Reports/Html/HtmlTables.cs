using System.Text;
using AttentionGen.Compiler.Emit;
using AttentionGen.Compiler.Emit.Picture;
using AttentionGen.Compiler.Plan;
using static AttentionGen.Compiler.Reports.Drawings.SvgWriter;

namespace AttentionGen.Compiler.Reports.Html;

/// <summary>What the page says without its script: tables and lists. Cells carry their exact numbers as data-value.</summary>
internal static class HtmlTables
{
    /// <summary>Costs per layer, those alike together, and of all layers.</summary>
    public static string Costs(PatternPlan plan)
    {
        var html = new StringBuilder();
        foreach (var group in plan.Costs.Select((cost, layer) => (Cost: cost, Layer: layer)).GroupBy(c => c.Cost))
        {
            var layers = group.Select(c => c.Layer).ToList();
            Row(Names.Some("layer", layers) + (layers.Count == 1 ? "" : ", each"), [group.Key], plan, html);
        }
        if (plan.Costs.Count > 1)
            Row("all layers", plan.Costs, plan, html);
        return html.ToString();
    }

    public static string Reach(PatternPlan plan)
    {
        var html = new StringBuilder();
        for (var layer = 0; layer < plan.Reach.Count; layer++)
            html.Append($"<tr><th scope=\"row\">{layer}</th>{Number(plan.Reach[layer].Before)}{Number(plan.Reach[layer].After)}</tr>\n");
        return html.ToString();
    }

    /// <summary>Nothing where no token can be global.</summary>
    public static string Tasks(PatternPlan plan) => plan.Spec.Tasks.Count == 0
        ? "<p>This pattern has no global tokens.</p>\n"
        : List(plan.Spec.Tasks.Select(t => $"<b>{Escape(t.Name)}</b> {Escape(TaskText.Of(t))}"));

    public static string Kernels(PatternPlan plan) => List(CardText.Kernels(plan)
        .Select(k => $"<b>{Escape(k.Name)}</b> {(k.Where.Length == 0 ? "all heads" : Escape(k.Where.Trim()))}"));

    public static string Refusals(PatternPlan plan) => plan.Refusals.Count == 0
        ? "<p>No kernel was refused.</p>\n"
        : List(plan.Refusals.Select(r => $"<b>not {Escape(r.Engine)}</b> {Escape(r.Reason)}"));

    private static string List(IEnumerable<string> items) => $"<ul>\n{string.Concat(items.Select(i => $"<li>{i}</li>\n"))}</ul>\n";

    private static void Row(string title, IReadOnlyList<LayerCost> costs, PatternPlan plan, StringBuilder html)
    {
        decimal Sum(Func<LayerCost, long> value) => costs.Sum(c => (decimal)value(c));
        decimal pairs = Sum(c => c.Pairs), dense = Sum(c => c.DensePairs);
        var about = costs.Any(c => c.Estimated) ? "about " : "";
        html.Append($"<tr><th scope=\"row\">{title}</th>{Number(pairs, about)}{Number(dense)}")
            .Append($"<td class=\"share\"><span class=\"bar\"><i style=\"width:{Numbers.Plain((double)(100 * pairs / dense))}%\"></i></span><b>{about}{Numbers.Percent(pairs / dense)}</b></td>")
            .Append($"{Number(Sum(c => c.ComputedPairs))}{Number(Sum(c => c.Flops), about)}{Number(4m * plan.Spec.HeadSize * dense)}{Number(Sum(c => c.Bytes))}</tr>\n");
    }

    private static string Number(decimal value, string before = "") =>
        $"<td data-value=\"{value.ToString("0", System.Globalization.CultureInfo.InvariantCulture)}\">{before}{Numbers.Grouped(value)}</td>";
}

using System.Text.RegularExpressions;
using AttentionGen.Compiler.Emit;
using AttentionGen.Compiler.Reports.Drawings;

namespace AttentionGen.Compiler.Reports.Html;

/// <summary>Fills page.html.</summary>
internal static class HtmlReport
{
    private const double ChartWidth = 860;

    private static readonly Regex s_place = new("{{([a-z-]+)}}", RegexOptions.CultureInvariant);

    public static string Write(PatternReport report) => s_place.Replace(Resource("page.html"), place => Part(place.Groups[1].Value, report));

    private static string Part(string name, PatternReport report)
    {
        var plan = report.Plan;
        return name switch
        {
            "style" => Resource("page.css"),
            "script" => Resource("page.js").Replace("{{cells}}", $"{Shares.Cuts.MaxCells}"),
            "data" => PageData.Write(report),
            "name" => SvgWriter.Escape(plan.Spec.Name),
            "title" => SvgWriter.Escape(CardText.Title(plan)),
            "size" => CardText.Size(plan.Spec),
            "length" => Numbers.Grouped(plan.CostLength),
            "share" => (plan.Costs.Any(c => c.Estimated) ? "about " : "") + Numbers.Percent(plan.Costs.Sum(c => (decimal)c.Pairs) / plan.Costs.Sum(c => (decimal)c.DensePairs)),
            "before" => Numbers.Grouped(plan.Reach[plan.Reach.Count - 1].Before),
            "after" => Numbers.Grouped(plan.Reach[plan.Reach.Count - 1].After),
            "kinds" => Numbers.Grouped(report.Heads.Count),
            "warnings" => string.Concat(report.Warnings.Select(w => $"<p class=\"warning\"><b>Warning</b> {SvgWriter.Escape(w)}</p>\n")),
            "chart" => Chart(report),
            "reach" => HtmlTables.Reach(plan),
            "costs" => HtmlTables.Costs(plan),
            "tasks" => HtmlTables.Tasks(plan),
            "kernels" => HtmlTables.Kernels(report.Plan),
            "refusals" => HtmlTables.Refusals(plan),
            "still" => Still(report),
            _ => throw new InvalidOperationException($"page.html asks for {name}."),
        };
    }

    private static string Chart(PatternReport report)
    {
        var height = Numbers.Plain(ReachChart.Height(report.Plan));
        return $"<svg viewBox=\"0 0 {Numbers.Plain(ChartWidth)} {height}\" role=\"img\" aria-label=\"Reach after each layer; the table below has the numbers\">\n{SvgWriter.Shapes([.. ReachChart.Draw(report.Plan, 0, 0, ChartWidth)])}</svg>";
    }

    /// <summary>The first kind of head, for readers without scripts.</summary>
    private static string Still(PatternReport report) =>
        $"<svg viewBox=\"0 0 512 512\" role=\"img\" aria-label=\"{SvgWriter.Escape(report.Heads[0].Where)}\">\n{SvgWriter.Shapes([.. MaskPanel.Draw(report.Heads[0], report.Plan.Spec.Causal, 0, 0, 512)])}</svg>";

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("AttentionGen.Compiler.Reports.Html." + name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}

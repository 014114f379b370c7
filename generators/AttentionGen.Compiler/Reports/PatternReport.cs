using AttentionGen.Compiler.Emit;
using AttentionGen.Compiler.Plan;
using AttentionGen.Compiler.Reports.Drawings;
using AttentionGen.Compiler.Reports.Html;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Reports;

/// <summary>
/// Shows a pattern: who reads whom, how far information travels, what it costs, and which kernels compute it. The same spec and
/// arguments give the same bytes everywhere.
/// </summary>
public sealed class PatternReport
{
    // With more heads that each draw their own random blocks, only the first one's are drawn.
    private const int MaxRandomHeads = 24;

    private readonly HeadChoice _choice;

    private PatternReport(PatternPlan plan, HeadChoice choice, IReadOnlyList<string> warnings)
    {
        (Plan, _choice, Warnings) = (plan, choice, warnings);
        var kinds = HeadKind.Find(plan, choice, MaxRandomHeads);
        Heads = [.. kinds.Select(k => new HeadPicture(k, plan))];
        KindOf = plan.Spec.Layers.Select(l => l.Heads.Select(_ => -1).ToArray()).ToArray();
        foreach (var (kind, place) in kinds.SelectMany((k, i) => k.Places.SelectMany(p => p.Each()).Select(p => (i, p))))
            KindOf[place.Layers[0]][place.Heads[0]] = kind;
    }

    /// <summary>Everything that is known of the pattern.</summary>
    public PatternPlan Plan { get; }

    /// <summary>What the chosen heads read, those alike together, in order of their first head.</summary>
    public IReadOnlyList<HeadPicture> Heads { get; }

    /// <summary>What a build would warn of; nothing where the report is for another length than the declared one.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>[layer][head] to an index of <see cref="Heads"/>; -1 for heads that were not chosen.</summary>
    internal int[][] KindOf { get; }

    /// <summary>A report on a spec.</summary>
    /// <param name="spec">The pattern.</param>
    /// <param name="length">Tokens that pictures and costs are made for, 1 to <see cref="SpecReader.MaxTokens"/>; the longest declared sequence when null, or 4,096.</param>
    /// <param name="layer">The one layer to picture; null for all.</param>
    /// <param name="head">The one head of each layer to picture; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such length, layer or head.</exception>
    public static PatternReport Of(PatternSpec spec, int? length = null, int? layer = null, int? head = null)
    {
        Require(nameof(length), length, 1, SpecReader.MaxTokens);
        Require(nameof(layer), layer, 0, spec.Layers.Count - 1);
        Require(nameof(head), head, 0, spec.Heads - 1);
        var plan = Planner.Plan(spec, length);
        var advice = length is null ? Advice.Of(plan, default, explain: false) : [];
        return new PatternReport(plan, new HeadChoice(layer, head), [.. advice.Select(a => a.Message)]);
    }

    /// <summary>The card as text: what the generated class's documentation shows, with pictures of the chosen heads.</summary>
    public string ToText() => string.Join("\n", CardText.Lines(Plan, _choice).Prepend(CardText.Title(Plan))) + "\n";

    /// <summary>A picture of the chosen heads and of the reach, as shapes.</summary>
    public Drawing ToDrawing() => Sheet.Draw(this);

    /// <summary>The picture as an SVG document; dark where the reader's system is.</summary>
    public string ToSvg() => SvgWriter.Document(ToDrawing());

    /// <summary>Everything as one HTML page without outside parts: pictures to zoom into, reach, costs, global tokens, kernels and refusals.</summary>
    public string ToHtml() => HtmlReport.Write(this);

    private static void Require(string name, int? value, int least, int most)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"The {name} must be {least} to {most}."));
    }
}

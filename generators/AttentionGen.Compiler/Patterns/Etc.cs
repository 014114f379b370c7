using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>
/// ETC, global-local attention (section 3.2 of the paper): the first tokens are global, the others read a radius and the
/// global ones. GlobalMaskForDefault makes the mask.
/// </summary>
internal sealed class Etc : EntryKind
{
    private const string Mask = "GlobalMaskForDefault";

    public override string Property => "etc";

    public override string Attribute => "EtcAttribute";

    protected override string Noun => "an ETC";

    protected override string Description => "ETC: the first tokens are global, the others read a radius to each side and the global ones.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new NumberField("globalTokens", "Tokens at the start that are global.", 1, Default: 256),
        new NumberField("radius", "Tokens that are read to each side.", 0, Default: 84),
        new ChoiceField("projections", "Whether global rows share the projections of all tokens.", "shared", "shared", "separate"),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        var radius = entry.Number("radius");
        var projections = entry.Text("projections") == "shared" ? GlobalProjections.Shared : GlobalProjections.Separate;
        Add(spec, heads, new BandTerm(radius, spec.Causal ? 0 : radius, 1));
        foreach (var (layer, head) in heads)
            spec.SetGlobal(layer, head, new GlobalTerm(GlobalDirection.Both, projections));
        var count = entry.Number("globalTokens");
        // Tokens are global for a batch, not for a head: two numbers would silently be their larger one.
        if (spec.Tasks.FirstOrDefault(t => t.MethodName == Mask)?.Rules is [{ Values: [var earlier] }] && earlier != count)
            spec.Report(entry.SpanOf("globalTokens"), Rules.InvalidValue, "globalTokens", $"{earlier}, as in the ETC before", count);
        spec.AddGlobalRule(GlobalTokens.DefaultTask, Mask, new GlobalRule(GlobalRuleKind.First, new[] { count }.ToEquatableArray()));
    }
}

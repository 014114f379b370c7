using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>How heads treat global tokens: both directions or read only, with projections of their own or shared ones; or not at all.</summary>
internal sealed class GlobalAttention : EntryKind
{
    public override string Property => "globalAttention";

    public override string Attribute => "GlobalAttentionAttribute";

    protected override string Noun => "global attention";

    protected override string Description => "How heads treat global tokens; all read them and are read by them, with projections of their own, where nothing is said.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new ChoiceField("direction", "Both: they read all and all read them. Read: all read them. None: they are tokens like all others.", "both", "both", "read", "none"),
        new ChoiceField("projections", "What their rows are computed with.", "separate", "separate", "shared"),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        var projections = entry.Text("projections") == "shared" ? GlobalProjections.Shared : GlobalProjections.Separate;
        var term = entry.Text("direction") switch
        {
            "none" => null,
            // Without rows of their own there is nothing to project.
            "read" => new GlobalTerm(GlobalDirection.Read, GlobalProjections.Shared),
            _ => new GlobalTerm(GlobalDirection.Both, projections),
        };
        foreach (var (layer, head) in heads)
            spec.SetGlobal(layer, head, term);
    }
}

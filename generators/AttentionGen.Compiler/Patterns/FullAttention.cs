using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>Every query reads every key that the limits allow.</summary>
internal sealed class FullAttention : EntryKind
{
    public override string Property => "full";

    public override string Attribute => "FullAttentionAttribute";

    protected override string Noun => "full attention";

    protected override string Description => "Every token reads every token; in a causal pattern, every earlier one.";

    protected override IReadOnlyList<Field> Fields { get; } = [];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec) =>
        Add(spec, heads, new BandTerm(BandTerm.Unbounded, spec.Causal ? 0 : BandTerm.Unbounded, 1));
}

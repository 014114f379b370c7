using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>A window of whole blocks: a query reads all keys of its own block and of its neighbours.</summary>
internal sealed class BlockWindow : EntryKind
{
    public override string Property => "blockWindow";

    public override string Attribute => "BlockWindowAttribute";

    protected override string Noun => "a block window";

    protected override string Description => "A window of whole blocks: a token reads all of its own block and of its neighbours.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new NumberField("size", "Tokens per block.", 1, Required: true),
        new NumberField("before", "Blocks before the token's own.", 0, Default: 1),
        new NumberField("after", "Blocks after the token's own.", 0, Default: 1),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        // What is left out is cut, as in every kind; what is said must be meant.
        if (spec.Causal && entry.Declared["after"] is not null && entry.Number("after") > 0)
            spec.Report(entry.SpanOf("after"), Rules.CausalWindow, "'after' must be 0 or left out");
        Add(spec, heads, new BlocksTerm(entry.Number("size"), new NearBlocks(entry.Number("before"), spec.Causal ? 0 : entry.Number("after"))));
    }
}

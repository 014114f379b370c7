using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>Random key blocks per query block, other ones in each layer and head (BigBird paper, section 2).</summary>
internal sealed class RandomBlocks : EntryKind
{
    public override string Property => "randomBlocks";

    public override string Attribute => "RandomBlocksAttribute";

    protected override string Noun => "random blocks";

    protected override string Description => "Random key blocks per query block, other ones in each layer and head; never the query's own block.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new NumberField("size", "Tokens per block.", 1, Required: true),
        new NumberField("count", "Key blocks per query block.", 1, 4096, Default: 3),
        new NumberField("seed", "Of the random numbers.", 0, int.MaxValue, Default: 0),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec) => Add(
        spec, heads, new BlocksTerm(entry.Number("size"), new Spec.RandomBlocks(entry.Number("count"), entry.Number("seed"), Near: 0, First: 0, Last: 0)));
}

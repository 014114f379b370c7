using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>
/// BigBird, internal transformer construction (section 2 and appendix D of the paper): neighbouring blocks, the first and
/// last blocks in both directions, and random blocks. The defaults are those of the paper's base model and of Hugging Face.
/// </summary>
internal sealed class BigBird : EntryKind
{
    public override string Property => "bigBird";

    public override string Attribute => "BigBirdAttribute";

    protected override string Noun => "a BigBird";

    protected override string Description => "BigBird: neighbouring blocks, the first and last blocks in both directions, and random blocks.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new NumberField("blockSize", "Tokens per block.", 1, Default: 64),
        new NumberField("randomBlocks", "Random key blocks per query block.", 0, 4096, Default: 3),
        new NumberField("near", "Blocks to each side of the token's own.", 0, Default: 1),
        new NumberField("first", "Blocks at the start that are global.", 0, Default: 1),
        new NumberField("last", "Blocks at the end that are global.", 0, Default: 1),
        new NumberField("seed", "Of the random numbers; each layer and head draws its own.", 0, int.MaxValue, Default: 0),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        int size = entry.Number("blockSize"), near = entry.Number("near"), first = entry.Number("first"), last = entry.Number("last");
        Add(spec, heads, new BlocksTerm(size, new NearBlocks(near, near)));
        if (first + last > 0)
            Add(spec, heads, new BlocksTerm(size, new EdgeBlocks(first, last, Both: true)));
        if (entry.Number("randomBlocks") is > 0 and var count)
            Add(spec, heads, new BlocksTerm(size, new Spec.RandomBlocks(count, entry.Number("seed"), near, first, last)));
    }
}

using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>
/// Sparse Transformer, strided (section 4.3 of the paper): the last l tokens, and every l-th token before. Heads may take
/// one part each, or their union.
/// </summary>
internal sealed class SparseStrided : EntryKind
{
    public override string Property => "sparseStrided";

    public override string Attribute => "SparseStridedAttribute";

    protected override string Noun => "a strided Sparse Transformer";

    protected override string Description => "Sparse Transformer, strided: the last stride tokens, every stride-th token before, or both.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new NumberField("stride", "The paper's l.", 1, 1 << 16, Required: true),
        new ChoiceField("part", "Which of the two sets.", "both", "local", "summary", "both"),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        var stride = entry.Number("stride");
        if (entry.Text("part") != "summary")
            Add(spec, heads, new BandTerm(stride, 0, 1));
        if (entry.Text("part") != "local")
            Add(spec, heads, new BandTerm(BandTerm.Unbounded, 0, stride));
    }
}

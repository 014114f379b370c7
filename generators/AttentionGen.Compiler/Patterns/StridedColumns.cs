using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Spec.Expressions;
using static AttentionGen.Compiler.Spec.Expressions.Expression;

namespace AttentionGen.Compiler.Patterns;

/// <summary>Every k-th token is read by all.</summary>
internal sealed class StridedColumns : EntryKind
{
    public override string Property => "stridedColumns";

    public override string Attribute => "StridedColumnsAttribute";

    protected override string Noun => "strided columns";

    protected override string Description => "Every stride-th token, or a few neighbouring ones in every stride, is read by all.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new NumberField("stride", "Tokens from one column to the next.", 1, 1 << 16, Required: true),
        new NumberField("width", "Neighbouring tokens per column.", 1, 1 << 16, Default: 1),
        new NumberField("offset", "The first column's first token.", 0, 1 << 16, Default: 0),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        int stride = entry.Number("stride"), width = entry.Number("width"), offset = entry.Number("offset");
        if (offset + width > stride)
        {
            spec.Report(entry.SpanOf("width"), Rules.InvalidValue, "width", $"no more than the stride {stride} less the offset {offset}", width);
            return;
        }
        var place = Key % stride;
        Expression rule = width == 1 ? place.Is(offset) : offset == 0 ? place < width : (place >= offset) & (place < offset + width);
        Add(spec, heads, new PredicateTerm(rule, $"{width} of every {stride} tokens, from {offset} on"));
    }
}

using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Spec.Expressions;
using static AttentionGen.Compiler.Spec.Expressions.Expression;

namespace AttentionGen.Compiler.Patterns;

/// <summary>
/// GMAT (section 3 of the paper): memory tokens at the start read and are read by all, the others read their own chunk.
/// </summary>
internal sealed class Gmat : EntryKind
{
    public override string Property => "gmat";

    public override string Attribute => "GmatAttribute";

    protected override string Noun => "a GMAT";

    protected override string Description => "GMAT: memory tokens at the start read and are read by all, the others read their own chunk.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new NumberField("memoryTokens", "Memory tokens at the start.", 1, Required: true),
        new NumberField("chunk", "Tokens per chunk behind the memory.", 1, Default: 512),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        int memory = entry.Number("memoryTokens"), chunk = entry.Number("chunk");
        Expression rule = Query < memory | Key < memory | ((Query - memory) / chunk).Is((Key - memory) / chunk);
        Add(spec, heads, new PredicateTerm(rule, $"{memory} memory tokens, chunks of {chunk}"));
    }
}

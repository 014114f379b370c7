using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Spec.Expressions;
using static AttentionGen.Compiler.Spec.Expressions.Expression;

namespace AttentionGen.Compiler.Patterns;

/// <summary>
/// Sparse Transformer, fixed (section 4.3 of the paper): earlier tokens of the own stretch of l, and the last c tokens of
/// each stretch before. Heads may take one part each, or their union.
/// </summary>
internal sealed class SparseFixed : EntryKind
{
    public override string Property => "sparseFixed";

    public override string Attribute => "SparseFixedAttribute";

    protected override string Noun => "a fixed Sparse Transformer";

    protected override string Description => "Sparse Transformer, fixed: earlier tokens of the own stretch, the last tokens of each stretch, or both.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new NumberField("stride", "Tokens per stretch, the paper's l.", 1, 1 << 16, Required: true),
        new NumberField("summary", "Last tokens of each stretch that later ones read, the paper's c.", 1, 1 << 16, Default: 8),
        new ChoiceField("part", "Which of the two sets.", "both", "local", "summary", "both"),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        int stride = entry.Number("stride"), summary = entry.Number("summary");
        if (summary > stride)
        {
            spec.Report(entry.SpanOf("summary"), Rules.InvalidValue, "summary", $"no more than the stride {stride}", summary);
            return;
        }
        // A causal pattern says that once, for all terms.
        Expression earlier = spec.Causal ? new BoolLiteral(true) : Key <= Query;
        if (entry.Text("part") != "summary")
            Add(spec, heads, new PredicateTerm((Query / stride).Is(Key / stride) & earlier, $"earlier tokens of the own {stride}"));
        if (entry.Text("part") != "local")
            Add(spec, heads, new PredicateTerm((Key % stride >= stride - summary) & earlier, $"earlier tokens that are among the last {summary} of {stride}"));
    }
}

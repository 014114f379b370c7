using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Spec.Expressions;
using static AttentionGen.Compiler.Spec.Expressions.Expression;

namespace AttentionGen.Compiler.Patterns;

/// <summary>
/// A prefix language model: all tokens read the prefix, which has a fixed length or is told at run time by the input
/// "prefix" (not 0 for its tokens), and the tokens before them.
/// </summary>
internal sealed class PrefixLm : EntryKind
{
    public override string Property => "prefixLm";

    public override string Attribute => "PrefixLmAttribute";

    protected override string Noun => "a prefix language model";

    protected override string Description => "Every token reads the prefix and the tokens before it. Without a length the prefix is told at run time, by the input 'prefix'.";

    protected override IReadOnlyList<Field> Fields { get; } = [new NumberField("length", "Tokens of the prefix.", 1)];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        if (spec.Causal)
            spec.Report(entry.Declared.Span, Rules.CausalWindow, "tokens of a prefix could not read each other: leave out 'causal', since behind the prefix 'prefixLm' is causal by itself");
        var fixedLength = entry.Has("length");
        var prefix = fixedLength ? Key < entry.Number("length") : new Binary("!=", new TokenValue("prefix", Key), 0);
        Add(spec, heads, new PredicateTerm(Key <= Query | prefix, fixedLength ? $"all before, and a prefix of {entry.Number("length")}" : "all before, and a prefix told at run time"));
    }
}

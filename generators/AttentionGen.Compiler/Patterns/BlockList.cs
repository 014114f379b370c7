using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>Pairs of blocks, written out: "0: 0..1; 1: 0,2" lets query block 0 read key blocks 0 and 1, and so on.</summary>
internal sealed class BlockList : EntryKind
{
    private const int MaxBlocks = 1 << 16, MaxPairs = 1 << 16;

    public override string Property => "blockList";

    public override string Attribute => "BlockListAttribute";

    protected override string Noun => "a block list";

    protected override string Description => "Pairs of blocks: '0: 0..1; 1: 0,2' lets query block 0 read key blocks 0 and 1, and query block 1 read 0 and 2.";

    protected override IReadOnlyList<Field> Fields { get; } =
    [
        new NumberField("size", "Tokens per block.", 1, Required: true),
        new TextField("rows", "Key blocks of each query block.", "rows such as \"0: 0..1; 1: 0,2\""),
    ];

    protected override void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec)
    {
        var pairs = new List<int>();
        foreach (var row in entry.Text("rows").Split(';').Where(r => r.Trim().Length > 0))
        {
            var parts = row.Split(':');
            if (parts.Length != 2)
            {
                Refuse($"\"{row.Trim()}\"");
                return;
            }
            var queries = Blocks(parts[0]);
            var keys = Blocks(parts[1]);
            if (queries.Count == 0 || keys.Count == 0)
                return;
            if (pairs.Count / 2 + (long)queries.Count * keys.Count > MaxPairs)
            {
                Refuse($"a list of more than {MaxPairs} pairs");
                return;
            }
            pairs.AddRange(from query in queries from key in keys from block in new[] { query, key } select block);
        }
        if (pairs.Count == 0)
            Refuse("empty");
        else
            Add(spec, heads, new BlocksTerm(entry.Number("size"), new ListedBlocks(pairs.ToEquatableArray())));

        IReadOnlyList<int> Blocks(string set) => IndexSet.Read(new DeclaredText(set.Trim(), entry.SpanOf("rows")), "block", MaxBlocks, spec.Problems);

        void Refuse(string what) => spec.Report(entry.SpanOf("rows"), Rules.InvalidValue, "rows", "rows such as \"0: 0..1; 1: 0,2\"", what);
    }
}

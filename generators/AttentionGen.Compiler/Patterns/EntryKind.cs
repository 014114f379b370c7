using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>
/// A kind that is declared by objects with fields: { "size": 64, "layers": "0..3" }, a list of such objects, or true where
/// no field must be given. Each object adds to what its heads read.
/// </summary>
internal abstract class EntryKind : PatternKind
{
    /// <summary>What messages call it, with its article.</summary>
    protected abstract string Noun { get; }

    /// <summary>One sentence for editors.</summary>
    protected abstract string Description { get; }

    /// <summary>The fields beside "layers" and "heads".</summary>
    protected abstract IReadOnlyList<Field> Fields { get; }

    public override string Schema => EntrySchema.Of(Description, Fields);

    public override void Read(DeclaredValue value, SpecBuilder spec)
    {
        if (value is DeclaredBool { Value: true })
            value = new DeclaredObject(default, value.Span);
        foreach (var item in value is DeclaredList list ? list.Items : new[] { value }.ToEquatableArray())
            ReadEntry(item, spec);
    }

    /// <summary>Writes one entry, all of whose fields are sound, into its heads.</summary>
    protected abstract void Apply(Entry entry, IReadOnlyList<(int Layer, int Head)> heads, SpecBuilder spec);

    /// <summary>Adds the same terms to all heads.</summary>
    protected static void Add(SpecBuilder spec, IEnumerable<(int Layer, int Head)> heads, params Term[] terms)
    {
        foreach (var (layer, head) in heads)
        {
            foreach (var term in terms)
                spec.Add(layer, head, term);
        }
    }

    private void ReadEntry(DeclaredValue value, SpecBuilder spec)
    {
        if (value is not DeclaredObject declared)
        {
            spec.Report(value.Span, Rules.InvalidValue, Property, Fields.Any(f => f.Required) ? "an object" : "true or an object", value.Text);
            return;
        }
        Properties.RefuseUnknown(declared, Noun, Fields.Select(f => f.Name).Concat(["layers", "heads"]), spec.Problems);
        var before = spec.Problems.Count;
        var values = Fields.ToDictionary(f => f.Name, f => f.Read(declared, spec));
        var heads = spec.Scope(declared).ToList();
        if (spec.Problems.Count == before)
            Apply(new Entry(declared, values), heads, spec);
    }
}

/// <summary>One declared object, its fields read and checked.</summary>
internal sealed class Entry(DeclaredObject declared, IReadOnlyDictionary<string, object?> values)
{
    /// <summary>The object, for the places of problems.</summary>
    public DeclaredObject Declared => declared;

    /// <summary>A number; 0 where an optional one without a default is missing.</summary>
    public int Number(string field) => (int)(values[field] ?? 0);

    /// <summary>True where the field is given or has a default.</summary>
    public bool Has(string field) => values[field] is not null;

    /// <summary>A word.</summary>
    public string Text(string field) => (string)values[field]!;

    /// <summary>Where a field stands, or the object where it does not.</summary>
    public SourceSpan SpanOf(string field) => declared[field]?.Span ?? declared.Span;
}

using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>
/// A sliding window: 512, [32, 64, ...] per layer, { "before": 128, "after": 0, "layers": "0..3" }, or a list of such
/// objects, of which later ones override earlier ones; with "add": true they add to what is read, with a "stride" of their own. In objects, "total", "before" and "after" may be lists too.
/// </summary>
internal sealed class SlidingWindow : PatternKind
{
    private static readonly string[] s_properties = ["total", "before", "after", "stride", "add", "layers", "heads"];

    public override string Property => "window";

    public override string Attribute => "WindowAttribute";

    public override string Schema =>
        """
        {
          "description": "A sliding window. An even total reads half of it to each side, plus the token itself; one value, one per layer, or objects of which later ones override earlier ones.",
          "oneOf": [
            { "type": "integer" },
            { "$ref": "#/definitions/window" },
            { "type": "array", "items": { "oneOf": [{ "type": "integer" }, { "$ref": "#/definitions/window" }] }, "minItems": 1 }
          ]
        }
        """;

    public override void Read(DeclaredValue value, SpecBuilder spec)
    {
        if (value is DeclaredList { Items: var items } && items.Any(i => i is DeclaredObject))
        {
            foreach (var item in items)
                ReadEntry(item, spec);
        }
        else
        {
            ReadEntry(value, spec);
        }
    }

    private void ReadEntry(DeclaredValue value, SpecBuilder spec)
    {
        if (value is not DeclaredObject entry)
        {
            ReadTotal(value, null, spec);
            return;
        }
        Properties.RefuseUnknown(entry, "a window", s_properties, spec.Problems);
        var side = entry.Properties.FirstOrDefault(p => p.Name is "before" or "after");
        var total = entry["total"];
        if (total is null && side is null)
            spec.Report(entry.Span, Rules.InvalidValue, Property, "a total, or 'before' and 'after'", "neither");
        else if (total is null)
            ReadSides(entry, spec);
        else if (side is not null)
            spec.Report(side.Value.Span, Rules.TwoWindows, side.Name);
        else
            ReadTotal(total, entry, spec);
    }

    private void ReadTotal(DeclaredValue total, DeclaredObject? entry, SpecBuilder spec)
    {
        var halves = PerLayer(Property, total, spec, (value, s) => Half(value, s));
        Put(entry, layer => halves(layer) is { } half ? (half, half) : null, spec);
    }

    private static void ReadSides(DeclaredObject entry, SpecBuilder spec)
    {
        var before = Side("before");
        var after = Side("after");
        if (spec.Causal && entry["after"] is { } later && Enumerable.Range(0, spec.Layers).Any(l => after(l) > 0))
            spec.Report(later.Span, Rules.CausalWindow, "'after' must be 0 or left out");
        Put(entry, layer => before(layer) is { } b && after(layer) is { } a ? (b, a) : null, spec);

        Func<int, int?> Side(string name) => entry[name] is { } value
            ? PerLayer(name, value, spec, (v, s) => Properties.Whole(name, v, 0, SpecReader.MaxTokens, s.Problems))
            : _ => 0;
    }

    /// <summary>Sets the window of the entry's heads, or adds it to what they read.</summary>
    private static void Put(DeclaredObject? entry, Func<int, (int Before, int After)?> window, SpecBuilder spec)
    {
        var add = entry?["add"] is { } flag && Properties.Flag("add", flag, spec.Problems);
        var stride = entry?["stride"] is { } declared ? Dilated.Stride(declared, declared, spec) : null;
        foreach (var (layer, head) in spec.Scope(entry))
        {
            if (window(layer) is not var (before, after))
                continue;
            if (add)
            {
                spec.Add(layer, head, new BandTerm(before, after, stride ?? 1));
                continue;
            }
            spec.SetWindow(layer, head, before, after);
            if (stride is not null)
                spec.SetStride(layer, head, stride.Value);
        }
    }

    /// <summary>One value for all layers, or a list with one for each.</summary>
    private static Func<int, int?> PerLayer(string name, DeclaredValue value, SpecBuilder spec, Func<DeclaredValue, SpecBuilder, int?> read)
    {
        if (value is not DeclaredList { Items: var items })
        {
            var single = read(value, spec);
            return _ => single;
        }
        var values = items.Select(i => read(i, spec)).ToList();
        if (values.Count == spec.Layers)
            return layer => values[layer];
        spec.Report(value.Span, Rules.WrongCount, name, values.Count, spec.Layers);
        return _ => null;
    }

    private static int? Half(DeclaredValue value, SpecBuilder spec)
    {
        if (value is not DeclaredNumber { Whole: { } total } || total > 2 * SpecReader.MaxTokens)
        {
            spec.Report(value.Span, Rules.InvalidValue, "window", $"an even number from 2 to {2 * SpecReader.MaxTokens}", value.Text);
            return null;
        }
        if (spec.Causal && total > 0)
        {
            spec.Report(value.Span, Rules.CausalWindow, $"the total {total} is ambiguous: say 'before' {total / 2} for its earlier half, or 'before' {total} for as many keys");
            return null;
        }
        if (total <= 0 || total % 2 != 0)
        {
            var advice = total <= 0 ? "Use 2 or more." : $"Use {(total == 1 ? "" : $"{total - 1} or ")}{total + 1}, or say 'before' and 'after'.";
            spec.Report(value.Span, Rules.InvalidWindow, total, advice);
            return null;
        }
        return total / 2;
    }
}

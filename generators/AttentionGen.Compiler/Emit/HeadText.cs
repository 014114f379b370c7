using AttentionGen.Compiler.Reports;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit;

/// <summary>Which heads of which layers, in words.</summary>
internal static class HeadText
{
    /// <summary>" (layers 0..3, head 1; layer 4)"; nothing for all heads.</summary>
    public static string Suffix(PatternSpec spec, IReadOnlyCollection<(int Layer, int Head)> heads) => heads.Count == spec.Layers.Count * spec.Heads
        ? ""
        : $" ({Of(spec, heads.GroupBy(h => h.Layer, h => h.Head).Select(l => new HeadPlaces([l.Key], [.. l])))})";

    /// <summary>"layers 0..3, head 1; layer 4": no heads where all are meant.</summary>
    public static string Of(PatternSpec spec, IEnumerable<HeadPlaces> places) => string.Join("; ", places
        .GroupBy(p => p.Heads.ToEquatableArray(), p => p.Layers)
        .Select(g => Names.Some("layer", [.. g.SelectMany(l => l).OrderBy(l => l)]) + (g.Key.Count == spec.Heads ? "" : ", " + Names.Some("head", g.Key))));
}

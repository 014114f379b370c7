using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit;

/// <summary>Which heads of which layers, in words.</summary>
internal static class HeadText
{
    /// <summary>" (layers 0..3, head 1; layer 4)"; nothing for all heads.</summary>
    public static string Suffix(PatternSpec spec, IReadOnlyCollection<(int Layer, int Head)> heads)
    {
        if (heads.Count == spec.Layers.Count * spec.Heads)
            return "";
        var byHeads = heads.GroupBy(h => h.Layer, h => h.Head).GroupBy(l => l.ToEquatableArray(), l => l.Key)
            .Select(g => Names.Some("layer", [.. g]) + (g.Key.Count == spec.Heads ? "" : ", " + Names.Some("head", g.Key)));
        return $" ({string.Join("; ", byHeads)})";
    }
}

namespace AttentionGen.Compiler.Spec;

/// <summary>In which layers and heads the rows of global tokens are computed over every token.</summary>
/// <param name="Projections">With what.</param>
/// <param name="Layers">Which layers; null for all.</param>
/// <param name="Heads">Which heads; null for all.</param>
public sealed record GlobalHeads(GlobalProjections Projections, IReadOnlyList<int>? Layers, IReadOnlyList<int>? Heads)
{
    /// <summary>The layers and heads, those alike together.</summary>
    public static IReadOnlyList<GlobalHeads> ThatReadAll(PatternSpec spec) =>
    [
        .. from use in spec.Layers.SelectMany((layer, index) => Uses(layer).Select(use => (Layer: index, use.Projections, use.Heads)))
           group use.Layer by (use.Projections, use.Heads) into alike
           let layers = alike.ToList()
           select new GlobalHeads(
               alike.Key.Projections,
               layers.Count == spec.Layers.Count ? null : layers,
               alike.Key.Heads.Count == spec.Heads ? null : alike.Key.Heads),
    ];

    private static IEnumerable<(GlobalProjections Projections, EquatableArray<int> Heads)> Uses(LayerSpec layer) => layer.Heads
        .Select((head, index) => (head.Global, Index: index))
        .Where(h => h.Global is { Direction: GlobalDirection.Both })
        .GroupBy(h => h.Global!.Projections, h => h.Index)
        .Select(g => (g.Key, g.ToEquatableArray()));
}

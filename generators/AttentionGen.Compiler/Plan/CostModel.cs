using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>What a pattern costs and how far it reaches, global tokens aside.</summary>
internal static class CostModel
{
    /// <summary>Cost of one layer, all heads.</summary>
    public static LayerCost Cost(LayerSpec layer, PatternSpec spec, int length)
    {
        var pairs = layer.Heads.Sum(h => Pairs(h.Terms.OfType<BandTerm>().Single(), length));
        var dense = layer.Heads.Count * (spec.Causal ? length * (length + 1L) / 2 : (long)length * length);
        return new LayerCost(pairs, dense, (long)Math.Min(long.MaxValue, 4m * spec.HeadSize * pairs));
    }

    /// <summary>How far information has travelled after each layer: the sum of the widest head's reach.</summary>
    public static IEnumerable<LayerReach> Reach(PatternSpec spec)
    {
        long before = 0, after = 0;
        foreach (var layer in spec.Layers)
        {
            var bands = layer.Heads.SelectMany(h => h.Terms.OfType<BandTerm>()).ToList();
            before += bands.Max(b => (long)b.Before * b.Stride);
            after += bands.Max(b => (long)b.After * b.Stride);
            yield return new LayerReach(before, after);
        }
    }

    private static long Pairs(BandTerm band, int length) =>
        length + Side(band.Before, band.Stride, length) + Side(band.After, band.Stride, length);

    /// <summary>The sum over i &lt; length of min(keys, floor(i / stride)), in closed form.</summary>
    private static long Side(int keys, int stride, int length)
    {
        var rising = Math.Min(length, (long)keys * stride); // queries that the sequence's end cuts short
        long full = rising / stride, rest = rising % stride;
        return stride * (full * (full - 1) / 2) + rest * full + (length - rising) * keys;
    }
}

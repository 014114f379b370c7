using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>What a pattern costs and how far it reaches, global tokens aside. Cards, pictures and warnings share it.</summary>
internal sealed class CostModel(PatternSpec spec, IReadOnlyDictionary<HeadSpec, KernelPlan> kernels, int length)
{
    private readonly Dictionary<KernelPlan, HeadCost> _heads = [];

    /// <summary>One head: pairs that are read and computed, key tokens that are loaded, and the farthest keys.</summary>
    private readonly record struct HeadCost(long Pairs, long Computed, long Keys, long Before, long After, bool Estimated = false);

    /// <summary>Cost of each layer.</summary>
    public EquatableArray<LayerCost> Layers() => spec.Layers.Select(layer =>
    {
        var heads = layer.Heads.Select(Of).ToList();
        var dense = heads.Count * (spec.Causal ? length * (length + 1L) / 2 : (long)length * length);
        var pairs = heads.Sum(h => h.Pairs);
        // Queries and context once, keys and values as often as tiles load them.
        var tokens = heads.Sum(h => 2L * length + 2 * h.Keys);
        return new LayerCost(pairs, dense, Times(4, pairs), heads.Sum(h => h.Computed), Times(sizeof(float), tokens), heads.Any(h => h.Estimated));
    }).ToEquatableArray();

    /// <summary>How far information has travelled after each layer: the sum of the widest heads' reach.</summary>
    public EquatableArray<LayerReach> Reach()
    {
        long before = 0, after = 0;
        return spec.Layers.Select(layer =>
        {
            // Nothing is farther away than the sequence is long.
            before = Math.Min(length - 1, before + layer.Heads.Max(h => Of(h).Before));
            after = Math.Min(length - 1, after + layer.Heads.Max(h => Of(h).After));
            return new LayerReach(before, after);
        }).ToEquatableArray();
    }

    /// <summary>Heads that surely read nothing.</summary>
    public EquatableArray<HeadSpec> Idle() => kernels.Keys.Where(head => Of(head).Computed == 0).ToEquatableArray();

    private long Times(int factor, long count) => (long)Math.Min(long.MaxValue, (decimal)factor * spec.HeadSize * count);

    private HeadCost Of(HeadSpec head)
    {
        var kernel = kernels[head];
        if (!_heads.TryGetValue(kernel, out var cost))
            _heads[kernel] = cost = kernel is BandPlan band ? OfBand(band) : OfBlocks((BlockPlan)kernel);
        return cost;
    }

    private HeadCost OfBlocks(BlockPlan plan)
    {
        var count = new RuleCount(plan, length).CountAll();
        return new HeadCost(count.Pairs, count.ComputedPairs, count.ComputedPairs / Math.Min(plan.Block, length), count.Before, spec.Causal ? 0 : count.After, count.IsEstimate);
    }

    private HeadCost OfBand(BandPlan plan)
    {
        var (band, stride) = (plan.Band, plan.Band.Stride);
        var row = (length + stride - 1) / stride;
        long before = Math.Min(band.Before, row - 1), after = Math.Min(band.After, row - 1), chunk = Math.Min(plan.Chunk, row);
        var chunks = stride * ((row + chunk - 1) / chunk);
        var keys = chunks * (before + chunk + after);
        return new HeadCost(
            length + Side(band.Before, stride) + Side(band.After, stride), chunk * keys, keys, Far(band.Before, stride), Far(band.After, stride));
    }

    /// <summary>An unbounded band reaches as far as there is anything.</summary>
    private long Far(int keys, int stride) => keys == BandTerm.Unbounded ? (length - 1) / stride * stride : (long)keys * stride;

    /// <summary>The sum over i &lt; length of min(keys, floor(i / stride)), in closed form.</summary>
    private long Side(int keys, int stride)
    {
        var rising = Math.Min(length, (long)keys * stride); // queries that the sequence's end cuts short
        long full = rising / stride, rest = rising % stride;
        return stride * (full * (full - 1) / 2) + rest * full + (length - rising) * keys;
    }
}

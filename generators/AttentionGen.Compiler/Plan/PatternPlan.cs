using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>How a spec is computed.</summary>
/// <param name="Spec">What is computed.</param>
/// <param name="Engine">The first engine without a reason against it. Ops computes what it does not take at run time.</param>
/// <param name="Refusals">Kernels that were refused, each with the reason.</param>
/// <param name="Forms">Distinct kinds of layer, in order of their first layer.</param>
/// <param name="Costs">Cost of each layer at <see cref="CostLength"/>.</param>
/// <param name="Reach">Reach of each layer.</param>
/// <param name="Idle">Heads that read no key at all at that length.</param>
/// <param name="CostLength">The length that costs and pictures are made for.</param>
public sealed record PatternPlan(
    PatternSpec Spec,
    string Engine,
    EquatableArray<Refusal> Refusals,
    EquatableArray<LayerForm> Forms,
    EquatableArray<LayerCost> Costs,
    EquatableArray<LayerReach> Reach,
    EquatableArray<HeadSpec> Idle,
    int CostLength)
{
    /// <summary>True when there are vector kernels beside library operations.</summary>
    public bool HasVectors => Engine == Engines.Simd;

    /// <summary>Distinct kernels, in order of first use.</summary>
    public IEnumerable<KernelPlan> Kernels => Groups.Select(g => g.Kernel).Distinct();

    /// <summary>Distinct bands with their tiles, in order of first use.</summary>
    public IEnumerable<BandPlan> Bands => Kernels.OfType<BandPlan>();

    /// <summary>Groups of heads that are computed from blocks, in order of first use; one for all heads where heads do not differ.</summary>
    public IReadOnlyList<(BlockPlan Kernel, GlobalTerm? Global, EquatableArray<int> Heads)> Blocks =>
        [.. Groups.Where(g => g.Kernel is BlockPlan).Select(g => ((BlockPlan)g.Kernel, g.Global, Heads: ((BlockPlan)g.Kernel).PerHead ? g.Heads : default)).Distinct()];

    /// <summary>How a head is computed.</summary>
    public KernelPlan KernelOf(HeadSpec head) => Groups.First(g => g.Head == head).Kernel;

    private IEnumerable<HeadGroup> Groups => Forms.SelectMany(f => f.Groups);
}

/// <summary>Layers that compute the same.</summary>
/// <param name="Layers">Which, ascending.</param>
/// <param name="Groups">Heads that read alike, in order of their first head.</param>
public sealed record LayerForm(EquatableArray<int> Layers, EquatableArray<HeadGroup> Groups)
{
    /// <summary>True when some heads are computed from blocks.</summary>
    public bool UsesBlocks => Groups.Any(g => g.Kernel is BlockPlan);
}

/// <summary>Heads that are computed together.</summary>
/// <param name="Kernel">How.</param>
/// <param name="Head">What each of them reads.</param>
/// <param name="Heads">Which, ascending.</param>
public sealed record HeadGroup(KernelPlan Kernel, HeadSpec Head, EquatableArray<int> Heads)
{
    /// <summary>How they treat global tokens; null where they do not.</summary>
    public GlobalTerm? Global => Head.Global;
}

/// <summary>A kernel that was refused.</summary>
public sealed record Refusal(string Engine, string Reason);

/// <summary>What one layer costs, all heads, global tokens aside.</summary>
/// <param name="Pairs">Query-key pairs that are read; estimated where no formula counts them, an upper bound where run-time values decide.</param>
/// <param name="DensePairs">Pairs that full attention would read.</param>
/// <param name="Flops">Floating-point operations of the pairs that are read.</param>
/// <param name="ComputedPairs">Pairs that the kernel computes: whole tiles and blocks.</param>
/// <param name="Bytes">Bytes of queries, keys, values and context that the kernel reads and writes, in float32.</param>
/// <param name="Estimated">True when the pairs are an estimate.</param>
public readonly record struct LayerCost(long Pairs, long DensePairs, long Flops, long ComputedPairs, long Bytes, bool Estimated = false);

/// <summary>Tokens to each side that information has come from when the layer is done.</summary>
public readonly record struct LayerReach(long Before, long After);

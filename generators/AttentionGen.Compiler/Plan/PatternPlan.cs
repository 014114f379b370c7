using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>How a spec is computed.</summary>
/// <param name="Spec">What is computed.</param>
/// <param name="Engine">The engine that was taken.</param>
/// <param name="Refusals">Engines that were refused before it.</param>
/// <param name="Forms">Distinct kinds of layer, in order of their first layer.</param>
/// <param name="Costs">Cost of each layer at <see cref="CostLength"/>.</param>
/// <param name="Reach">Reach of each layer.</param>
/// <param name="CostLength">The length that costs and pictures are made for.</param>
public sealed record PatternPlan(
    PatternSpec Spec,
    string Engine,
    EquatableArray<Refusal> Refusals,
    EquatableArray<LayerForm> Forms,
    EquatableArray<LayerCost> Costs,
    EquatableArray<LayerReach> Reach,
    int CostLength)
{
    /// <summary>Distinct bands with their tiles, in order of first use.</summary>
    public IEnumerable<BandPlan> Bands => Forms.SelectMany(f => f.Groups).Select(g => g.Band).Distinct();
}

/// <summary>Layers that compute the same.</summary>
/// <param name="Layers">Which, ascending.</param>
/// <param name="Groups">Heads of equal band, in order of their first head.</param>
public sealed record LayerForm(EquatableArray<int> Layers, EquatableArray<HeadGroup> Groups);

/// <summary>Heads that are computed together.</summary>
public sealed record HeadGroup(BandPlan Band, EquatableArray<int> Heads);

/// <summary>A band and the number of queries that are computed at once.</summary>
public sealed record BandPlan(BandTerm Band, int Chunk);

/// <summary>An engine that was refused.</summary>
public sealed record Refusal(string Engine, string Reason);

/// <summary>Pairs and operations of one layer.</summary>
public readonly record struct LayerCost(long Pairs, long DensePairs, long Flops);

/// <summary>Tokens to each side that information has come from when the layer is done.</summary>
public readonly record struct LayerReach(long Before, long After);

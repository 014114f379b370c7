namespace AttentionGen;

/// <summary>What is known of a pattern at compile time. Generated code fills it in.</summary>
public sealed record PatternCard
{
    /// <summary>The pattern's class name.</summary>
    public required string Name { get; init; }

    /// <summary>Number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads per layer.</summary>
    public required int Heads { get; init; }

    /// <summary>Width of one head.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Longest sequence the pattern is meant for, in tokens; null when not declared. Cost and picture are drawn for it.</summary>
    public int? MaxLength { get; init; }

    /// <summary>True when no token reads a later one.</summary>
    public bool Causal { get; init; }

    /// <summary>True when tokens can be global: they read every token and every token reads them.</summary>
    public bool Global { get; init; }

    /// <summary>Tasks that have a global rule, in declaration order.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>The band of each head, [layer][head].</summary>
    public required IReadOnlyList<IReadOnlyList<Band>> Bands { get; init; }

    /// <summary>Reach of each layer, 0 first.</summary>
    public required IReadOnlyList<LayerReach> Reach { get; init; }

    /// <summary>Cost of each layer at <see cref="CostLength"/>.</summary>
    public required IReadOnlyList<LayerCost> Cost { get; init; }

    /// <summary>The sequence length that <see cref="Cost"/> is counted at.</summary>
    public required int CostLength { get; init; }

    /// <summary>A drawing of each distinct kind of layer: queries downwards, keys to the right.</summary>
    public required string Picture { get; init; }

    /// <summary>The engine that computes the pattern.</summary>
    public required string Engine { get; init; }

    /// <summary>Engines that were refused, with the reason.</summary>
    public IReadOnlyList<EngineRefusal> Refusals { get; init; } = [];
}

/// <summary>How far information has travelled when a layer is done, through bands alone.</summary>
/// <param name="Before">Tokens before itself that a token has heard of.</param>
/// <param name="After">Tokens after itself that a token has heard of.</param>
public readonly record struct LayerReach(long Before, long After);

/// <summary>Cost of one layer at one length, all heads, global tokens not counted.</summary>
/// <param name="Pairs">Query-key pairs that are read.</param>
/// <param name="DensePairs">Pairs that full attention (causal where the pattern is) would read.</param>
/// <param name="Flops">Floating-point operations of scores and weighted sums: 4 x head size x pairs.</param>
public readonly record struct LayerCost(long Pairs, long DensePairs, long Flops);

/// <summary>An engine that the planner did not take.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Reason">Why not.</param>
public readonly record struct EngineRefusal(string Engine, string Reason);

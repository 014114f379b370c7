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

    /// <summary>How each head treats global tokens, [layer][head]; null where all read them and compute their rows with projections of their own.</summary>
    public IReadOnlyList<IReadOnlyList<GlobalUse>>? Globals { get; init; }

    /// <summary>True when documents that are packed into one sequence do not read each other.</summary>
    public bool Segments { get; init; }

    /// <summary>What the pattern asks for at run time, by name.</summary>
    public IReadOnlyList<PatternInput> Inputs { get; init; } = [];

    /// <summary>Tasks that have a global rule, in declaration order.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>The band of each head, [layer][head]; null where a head reads anything but one band.</summary>
    public required IReadOnlyList<IReadOnlyList<Band?>> Bands { get; init; }

    /// <summary>Reach of each layer, 0 first.</summary>
    public required IReadOnlyList<LayerReach> Reach { get; init; }

    /// <summary>Cost of each layer at <see cref="CostLength"/>.</summary>
    public required IReadOnlyList<LayerCost> Cost { get; init; }

    /// <summary>The sequence length that <see cref="Cost"/> is counted at.</summary>
    public required int CostLength { get; init; }

    /// <summary>How a head treats global tokens.</summary>
    public GlobalUse GlobalsOf(int layer, int head) => !Global ? GlobalUse.None : Globals is null ? GlobalUse.Separate : Globals[layer][head];

    /// <summary>A drawing of each distinct kind of layer: queries downwards, keys to the right.</summary>
    public required string Picture { get; init; }

    /// <summary>The engine that computes the pattern.</summary>
    public required string Engine { get; init; }

    /// <summary>Engines that were refused, with the reason.</summary>
    public IReadOnlyList<EngineRefusal> Refusals { get; init; } = [];
}

/// <summary>
/// How far information has travelled when a layer is done, without global tokens. An upper bound where a head is no band: whole blocks are taken.
/// </summary>
/// <param name="Before">Tokens before itself that a token has heard of.</param>
/// <param name="After">Tokens after itself that a token has heard of.</param>
public readonly record struct LayerReach(long Before, long After);

/// <summary>Cost of one layer at one length, all heads, global tokens not counted.</summary>
/// <param name="Pairs">Query-key pairs that are read.</param>
/// <param name="DensePairs">Pairs that full attention (causal where the pattern is) would read.</param>
/// <param name="Flops">Floating-point operations of scores and weighted sums: 4 x head size x pairs.</param>
/// <param name="ComputedPairs">Pairs that the kernel computes, whole tiles and blocks.</param>
/// <param name="Bytes">Bytes of queries, keys, values and context that the kernel reads and writes, in float32.</param>
/// <param name="Estimated">True when pairs were sampled rather than counted: some head is no band, and the sequence is long.</param>
public readonly record struct LayerCost(long Pairs, long DensePairs, long Flops, long ComputedPairs, long Bytes, bool Estimated = false);

/// <summary>Something that a pattern asks for at run time; see <see cref="PatternInputs"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PerToken">True for a value per token, false for one number.</param>
public readonly record struct PatternInput(string Name, bool PerToken);

/// <summary>How a head treats global tokens.</summary>
public enum GlobalUse
{
    /// <summary>They are tokens like all others.</summary>
    None,

    /// <summary>Every token reads them.</summary>
    Read,

    /// <summary>Every token reads them, and they read every token, with the projections of all tokens.</summary>
    Shared,

    /// <summary>Every token reads them, and they read every token, with projections of their own.</summary>
    Separate,
}

/// <summary>An engine that the planner did not take.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Reason">Why not.</param>
public readonly record struct EngineRefusal(string Engine, string Reason);

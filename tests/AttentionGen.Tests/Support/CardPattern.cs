using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Support;

/// <summary>A pattern that is only described: its card is followed by the reference, its own code is never run.</summary>
internal sealed class CardPattern(PatternCard card) : AttentionPattern
{
    public override PatternCard Card { get; } = card;

    /// <summary>The pattern that a model's configuration means.</summary>
    public static CardPattern For(LongformerConfig config) => Create(
        config.NumAttentionHeads, config.HeadSize, causal: false, global: true,
        [.. Enumerable.Range(0, config.NumHiddenLayers).Select(layer => Enumerable.Repeat(
            new Band(config.WindowOf(layer) / 2, config.WindowOf(layer) / 2), config.NumAttentionHeads).Select(b => (Band?)b).ToArray())]);

    public static CardPattern Create(int heads, int headSize, bool causal, bool global, IReadOnlyList<IReadOnlyList<Band?>> bands) => new(new PatternCard
    {
        Name = nameof(CardPattern),
        Layers = bands.Count,
        Heads = heads,
        HeadSize = headSize,
        Causal = causal,
        Global = global,
        Bands = bands,
        Reach = [],
        Cost = [],
        CostLength = 0,
        Picture = "",
        Engine = "None",
    });

    public override Tensor Forward(int layer, Tensor q, Tensor k, Tensor v, GlobalInputs? globals, AttentionMasks masks, DropoutState dropout = default) =>
        throw new NotSupportedException("This pattern is only described.");

    public override AttentionProbabilities Probabilities(int layer, Tensor q, Tensor k, GlobalInputs? globals, AttentionMasks masks) =>
        throw new NotSupportedException("This pattern is only described.");
}

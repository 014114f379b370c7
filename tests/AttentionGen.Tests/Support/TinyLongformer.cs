using AttentionGen.Models.Longformer;
using AttentionGen.Reference;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Support;

/// <summary>A Longformer with fresh weights, small enough for a unit test.</summary>
internal static class TinyLongformer
{
    public static LongformerConfig Config { get; } = new()
    {
        VocabSize = 20,
        HiddenSize = 8,
        NumHiddenLayers = 2,
        NumAttentionHeads = 2,
        IntermediateSize = 12,
        MaxPositionEmbeddings = 16,
        TypeVocabSize = 2,
        AttentionWindow = [4, 2],
    };

    public static LongformerModel Create(LongformerConfig? config = null) =>
        new(config ?? Config, new ReferencePattern(CardPattern.For(config ?? Config)));

    /// <summary>(2, 6) ids with two padded tokens in the second row.</summary>
    public static LongformerInput Input() => new()
    {
        InputIds = tensor(new long[,] { { 3, 4, 5, 6, 7, 8 }, { 3, 9, 10, 11, 1, 1 } }),
        AttentionMask = tensor(new long[,] { { 1, 1, 1, 1, 1, 1 }, { 1, 1, 1, 1, 0, 0 } }),
        GlobalAttentionMask = tensor(new long[,] { { 1, 0, 0, 1, 0, 0 }, { 1, 0, 0, 0, 0, 0 } }),
    };
}

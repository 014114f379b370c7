using AttentionGen.Models.Led;
using AttentionGen.Reference;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Support;

/// <summary>An LED with fresh weights, small enough for a unit test.</summary>
internal static class TinyLed
{
    public static LedConfig Config { get; } = new()
    {
        VocabSize = 20,
        HiddenSize = 8,
        EncoderLayers = 2,
        EncoderHeads = 2,
        EncoderIntermediateSize = 12,
        DecoderLayers = 2,
        DecoderHeads = 4,
        DecoderIntermediateSize = 10,
        MaxEncoderPositions = 16,
        MaxDecoderPositions = 12,
        AttentionWindow = [4, 2],
        // Hugging Face's would leave the logits of so small a model almost alike.
        InitStd = 0.5,
    };

    public static AttentionPattern Pattern(LedConfig config) => new ReferencePattern(CardPattern.Create(
        config.EncoderHeads, config.HiddenSize / config.EncoderHeads, causal: false, global: true,
        [.. Enumerable.Range(0, config.EncoderLayers).Select(layer => Enumerable.Repeat(
            (Band?)new Band(config.AttentionWindow[layer] / 2, config.AttentionWindow[layer] / 2), config.EncoderHeads).ToArray())]));

    /// <summary>In evaluation mode.</summary>
    public static LedForConditionalGeneration Writer(LedConfig? config = null)
    {
        var model = new LedForConditionalGeneration(config ?? Config, Pattern(config ?? Config));
        model.eval();
        return model;
    }

    /// <summary>(3, 6) ids with padding in the last two rows; their first tokens are global.</summary>
    public static LedInput Input() => new()
    {
        InputIds = tensor(new long[,] { { 3, 4, 5, 6, 7, 2 }, { 3, 9, 10, 2, 1, 1 }, { 8, 2, 1, 1, 1, 1 } }),
        AttentionMask = tensor(new long[,] { { 1, 1, 1, 1, 1, 1 }, { 1, 1, 1, 1, 0, 0 }, { 1, 1, 0, 0, 0, 0 } }),
        GlobalAttentionMask = tensor(new long[,] { { 1, 0, 0, 1, 0, 0 }, { 1, 0, 0, 0, 0, 0 }, { 1, 0, 0, 0, 0, 0 } }),
    };
}

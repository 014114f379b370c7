using AttentionGen.Kernels;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>Where a classifier's first token, which is global, looks.</summary>
internal static class GlobalAttention
{
    /// <summary>The logits, and the first token's attention. The caller's dispose scope frees what is made.</summary>
    /// <param name="model">The classifier.</param>
    /// <param name="ids">(1, length): one text.</param>
    /// <param name="layer">The layer. The others' attention, much larger than all hidden states, is not computed.</param>
    /// <returns>(1, labels); for each token the mean over the layer's heads, their sum 1.</returns>
    public static (Tensor Logits, float[] Read) Read(LongformerForSequenceClassification model, Tensor ids, int layer)
    {
        var global = GlobalRules.First(ids); // (1, length)
        var output = model.call(new LongformerInput { InputIds = ids, GlobalAttentionMask = global, Extras = LongformerExtras.HiddenStates }, null);
        using var masks = AttentionMasks.Create(1, ids.shape[1], ids.device, globalTokens: global);
        using var attention = model.Longformer.Encoder.Layers[layer].Attention.Self.Probabilities(output.Encoder.HiddenStates![layer], masks);
        var read = attention.GlobalRows!.to(ScalarType.Float32).mean([1]).flatten(); // (1, heads, 1, length) to (length)
        return (output.Logits, [.. read.cpu().data<float>()]);
    }
}

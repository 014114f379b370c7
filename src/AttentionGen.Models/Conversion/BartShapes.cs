namespace AttentionGen.Models.Conversion;

/// <summary>Names and shapes of a BART's tensors.</summary>
internal static class BartShapes
{
    /// <summary>The words' table.</summary>
    public const string Words = "shared.weight";

    /// <summary>Tables of the words that a checkpoint may hold once more; the head's, which is no part of the model, not among them.</summary>
    public static readonly string[] Copies = ["encoder.embed_tokens.weight", "decoder.embed_tokens.weight"];

    /// <summary>All of the model's, without those of words.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Model(BartConfig config) =>
    [
        .. Embeddings("encoder", config),
        .. Enumerable.Range(0, config.EncoderLayers).SelectMany(layer => Encoder($"encoder.layers.{layer}", config.Width, config.EncoderFeedForward)),
        .. Embeddings("decoder", config),
        .. Enumerable.Range(0, config.DecoderLayers).SelectMany(layer => Decoder($"decoder.layers.{layer}", config.Width, config.DecoderFeedForward)),
    ];

    private static IEnumerable<(string, long[])> Embeddings(string half, BartConfig config) =>
    [
        ($"{half}.embed_positions.weight", [config.Length + BartConfig.Offset, config.Width]),
        .. TensorShapes.Norm($"{half}.layernorm_embedding", config.Width),
    ];

    private static IEnumerable<(string, long[])> Encoder(string layer, long width, long inner) =>
    [
        .. Attention($"{layer}.self_attn", width),
        .. TensorShapes.Norm($"{layer}.self_attn_layer_norm", width),
        .. TensorShapes.Linear($"{layer}.fc1", width, inner),
        .. TensorShapes.Linear($"{layer}.fc2", inner, width),
        .. TensorShapes.Norm($"{layer}.final_layer_norm", width),
    ];

    private static IEnumerable<(string, long[])> Decoder(string layer, long width, long inner) =>
        [.. Encoder(layer, width, inner), .. Attention($"{layer}.encoder_attn", width), .. TensorShapes.Norm($"{layer}.encoder_attn_layer_norm", width)];

    private static IEnumerable<(string, long[])> Attention(string name, long width) =>
        new[] { "q_proj", "k_proj", "v_proj", "out_proj" }.SelectMany(part => TensorShapes.Linear($"{name}.{part}", width, width));
}

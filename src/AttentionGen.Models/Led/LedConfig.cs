using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;

namespace AttentionGen.Models.Led;

/// <summary>Sizes and settings of a Longformer-Encoder-Decoder (LED), under Hugging Face's names and with its defaults.</summary>
public sealed record LedConfig
{
    /// <summary>Token ids: 0 to this - 1.</summary>
    public int VocabSize { get; init; } = 50265;

    /// <summary>Most tokens of the encoder's input, padding included (max_encoder_position_embeddings).</summary>
    public int MaxEncoderPositions { get; init; } = 16384;

    /// <summary>Most tokens of the decoder's input, the start token included (max_decoder_position_embeddings).</summary>
    public int MaxDecoderPositions { get; init; } = 1024;

    /// <summary>Width of the hidden states of both sides (d_model).</summary>
    public int HiddenSize { get; init; } = 1024;

    /// <summary>Number of encoder layers.</summary>
    public int EncoderLayers { get; init; } = 12;

    /// <summary>Attention heads per encoder layer; they divide <see cref="HiddenSize"/>.</summary>
    public int EncoderHeads { get; init; } = 16;

    /// <summary>Width of the encoder's feed-forward part (encoder_ffn_dim).</summary>
    public int EncoderIntermediateSize { get; init; } = 4096;

    /// <summary>Number of decoder layers.</summary>
    public int DecoderLayers { get; init; } = 12;

    /// <summary>Attention heads per decoder layer; they divide <see cref="HiddenSize"/>.</summary>
    public int DecoderHeads { get; init; } = 16;

    /// <summary>Width of the decoder's feed-forward part (decoder_ffn_dim).</summary>
    public int DecoderIntermediateSize { get; init; } = 4096;

    /// <summary>The feed-forward parts' activation: gelu, gelu_new or relu.</summary>
    public string ActivationFunction { get; init; } = "gelu";

    /// <summary>Dropout of hidden states in training.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Dropout of attention probabilities in training.</summary>
    public double AttentionDropout { get; init; }

    /// <summary>Dropout behind the activation in training.</summary>
    public double ActivationDropout { get; init; }

    /// <summary>Dropout of a classification head in training.</summary>
    public double ClassifierDropout { get; init; }

    /// <summary>Share of encoder layers that a training step leaves out.</summary>
    public double EncoderLayerDrop { get; init; }

    /// <summary>Share of decoder layers that a training step leaves out.</summary>
    public double DecoderLayerDrop { get; init; }

    /// <summary>Standard deviation of fresh weights.</summary>
    public double InitStd { get; init; } = 0.02;

    /// <summary>The padding id.</summary>
    public int PadTokenId { get; init; } = 1;

    /// <summary>The id that ends a text.</summary>
    public int EosTokenId { get; init; } = 2;

    /// <summary>The id that the decoder starts with.</summary>
    public int DecoderStartTokenId { get; init; } = 2;

    /// <summary>Full, even window of the encoder: half of it to each side. One value per layer, or a single one for all.</summary>
    public IReadOnlyList<int> AttentionWindow { get; init; } = [512];

    /// <summary>What a classifier tells apart, in the order of the ids: Hugging Face's id2label, and label2id the other way round.</summary>
    public IReadOnlyList<string> Labels { get; init; } = ["LABEL_0", "LABEL_1"];

    /// <summary>What a classifier's labels mean; inferred from the labels when null.</summary>
    public ProblemType? ProblemType { get; init; }

    /// <summary>The JSON that this was read from: keys without a property here survive a save.</summary>
    internal string? Source { get; init; }

    /// <summary>Reads a config.json.</summary>
    /// <exception cref="CheckpointException">A value is wrong: the message names file, key and value.</exception>
    public static LedConfig FromFile(string path) => LedConfigReader.Read(path);

    /// <inheritdoc cref="LongformerConfig.CompilePattern"/>
    public AttentionPattern CompilePattern() => LedPatternText.Compile(this);

    /// <summary>What the encoder's pattern must agree with.</summary>
    internal EncoderShape EncoderShape => new("an LED's encoder", ("encoder_layers", EncoderLayers), ("encoder_attention_heads", EncoderHeads), ("d_model", HiddenSize), AttentionWindow);
}

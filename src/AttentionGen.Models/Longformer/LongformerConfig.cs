using AttentionGen.Dynamic;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Longformer;

/// <summary>Sizes and settings of a Longformer, under Hugging Face's names and with its defaults.</summary>
public sealed record LongformerConfig
{
    /// <summary>Token ids: 0 to this - 1.</summary>
    public int VocabSize { get; init; } = 30522;

    /// <summary>Width of the hidden states.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>Number of layers.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary>Attention heads per layer; they divide <see cref="HiddenSize"/>.</summary>
    public int NumAttentionHeads { get; init; } = 12;

    /// <summary>Width of the feed-forward part.</summary>
    public int IntermediateSize { get; init; } = 3072;

    /// <summary>The feed-forward part's activation: gelu, gelu_new or relu.</summary>
    public string HiddenAct { get; init; } = "gelu";

    /// <summary>Dropout of hidden states in training.</summary>
    public double HiddenDropoutProb { get; init; } = 0.1;

    /// <summary>Dropout of attention probabilities in training.</summary>
    public double AttentionProbsDropoutProb { get; init; } = 0.1;

    /// <summary>Rows of the position table; <see cref="PadTokenId"/> + 1 of them are reserved.</summary>
    public int MaxPositionEmbeddings { get; init; } = 512;

    /// <summary>Token types: 0 to this - 1.</summary>
    public int TypeVocabSize { get; init; } = 2;

    /// <summary>Standard deviation of fresh weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Added to the variance in norms.</summary>
    public double LayerNormEps { get; init; } = 1e-12;

    /// <summary>The padding id; it also is the position of padding.</summary>
    public int PadTokenId { get; init; } = 1;

    /// <summary>The id that separates texts.</summary>
    public int SepTokenId { get; init; } = 2;

    /// <summary>Full, even window: half of it to each side. One value per layer, or a single one for all.</summary>
    public IReadOnlyList<int> AttentionWindow { get; init; } = [512];

    /// <summary>What a classifier tells apart, in the order of the ids: Hugging Face's id2label, and label2id the other way round.</summary>
    public IReadOnlyList<string> Labels { get; init; } = ["LABEL_0", "LABEL_1"];

    /// <summary>What a classifier's labels mean; inferred from the labels when null.</summary>
    public ProblemType? ProblemType { get; init; }

    /// <summary>Whether a language-model head decodes with the word embeddings.</summary>
    public bool TieWordEmbeddings { get; init; } = true;

    /// <summary>The JSON that this was read from: keys without a property here survive a save.</summary>
    internal string? Source { get; init; }

    /// <summary>Most tokens of a sequence, special ones included and padding not.</summary>
    public int MaxLength => MaxPositionEmbeddings - PadTokenId - 1;

    /// <summary>Width of one head.</summary>
    public int HeadSize => HiddenSize / NumAttentionHeads;

    /// <summary>The full window of a layer.</summary>
    public int WindowOf(int layer) => AttentionWindow.Count == 1 ? AttentionWindow[0] : AttentionWindow[layer];

    /// <summary>Reads a config.json.</summary>
    /// <exception cref="CheckpointException">A value is wrong: the message names file, key and value.</exception>
    public static LongformerConfig FromFile(string path) => LongformerConfigReader.Read(path);

    /// <summary>
    /// The pattern of these layers, heads and windows, compiled at run time where the process has not done so yet; its global tokens are
    /// given with each batch. A pattern that the build compiles does the same without the C# compiler's start, a second or two.
    /// </summary>
    /// <exception cref="PatternCompilationException">No pattern has these sizes; the message says which is wrong.</exception>
    public AttentionPattern CompilePattern() => LongformerPatternText.Compile(this);

    /// <summary>What a pattern must agree with.</summary>
    internal EncoderShape EncoderShape => new("a Longformer", ("num_hidden_layers", NumHiddenLayers), ("num_attention_heads", NumAttentionHeads), ("hidden_size", HiddenSize), AttentionWindow);
}

using AttentionGen.Models.Checkpoints;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>
/// A Longformer that says which words stand behind masks. Takes a batch and its labels (batch, length), null for none:
/// the words, and -100 where nothing is asked.
/// </summary>
public sealed class LongformerForMaskedLM : nn.Module<LongformerInput, Tensor?, LongformerHeadOutput>
{
    /// <summary>The decoder's names for tensors that it shares; checkpoints hold them or leave them out.</summary>
    private static readonly Dictionary<string, string> s_tied = new()
    {
        ["lm_head.decoder.weight"] = "longformer.embeddings.word_embeddings.weight",
        ["lm_head.decoder.bias"] = "lm_head.bias",
    };

    [ComponentName(Name = "longformer")]
    private readonly LongformerModel _longformer;
    [ComponentName(Name = "lm_head")]
    private readonly LongformerLmHead _head;

    /// <summary>A model with fresh weights.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration, or the decoder is not to be tied.</exception>
    public LongformerForMaskedLM(LongformerConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    private LongformerForMaskedLM(LongformerConfig config, AttentionPattern pattern, bool initialize) : base(nameof(LongformerForMaskedLM))
    {
        if (!config.TieWordEmbeddings)
            throw new ArgumentException("tie_word_embeddings is false, but the decoder is always the word embeddings here.", nameof(config));
        _longformer = new LongformerModel(config, pattern, pooler: false, initialize);
        _head = new LongformerLmHead(config);
        RegisterComponents();
    }

    /// <summary>The sizes.</summary>
    public LongformerConfig Config => _longformer.Config;

    /// <summary>The encoder.</summary>
    public LongformerModel Longformer => _longformer;

    /// <summary>
    /// Whether a batch with labels gets logits at labelled tokens only: (labelled, vocabulary), in order of position. The same loss
    /// and gradients at a fraction of the memory, for training.
    /// </summary>
    public bool LogitsAtLabelsOnly { get; set; }

    /// <summary>A model from the Hugging Face folder of a masked language model, in evaluation mode.</summary>
    /// <inheritdoc cref="LongformerModel.FromPretrained(string, AttentionPattern, Device, ScalarType?)"/>
    public static LongformerForMaskedLM FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Load(folder, pattern, device, dtype);

    /// <inheritdoc cref="LongformerModel.FromPretrained(string, Device, ScalarType?)"/>
    public static LongformerForMaskedLM FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        Load(folder, null, device, dtype);

    /// <inheritdoc cref="LongformerModel.Save"/>
    public void Save(string folder, ScalarType? dtype = null) => LongformerFolder.Save(folder, this, Config, nameof(LongformerForMaskedLM), dtype);

    /// <summary>Logits (batch, length, vocabulary), and the mean cross entropy of the labelled tokens where there are labels.</summary>
    /// <exception cref="ArgumentException">The input or the labels do not fit the model.</exception>
    public override LongformerHeadOutput forward(LongformerInput input, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        var encoded = _longformer.call(input);
        var hidden = encoded.LastHidden; // (batch, length, hidden)
        var words = labels is null ? null : LabelCheck.Classes(labels, hidden.device, Config.VocabSize, hidden.shape[..2]).flatten(); // (batch x length)
        if (words is not null && LogitsAtLabelsOnly)
        {
            var labelled = words.ne(LabelCheck.Ignored).nonzero().squeeze(1); // (labelled)
            hidden = hidden.flatten(0, 1).index_select(0, labelled); // (labelled, hidden)
            words = words.index_select(0, labelled); // (labelled)
        }
        var logits = _head.call(hidden, _longformer.Embeddings.Words); // (batch, length, vocabulary) or (labelled, vocabulary)
        var loss = words is null ? null : nn.functional.cross_entropy(logits.view(-1, Config.VocabSize), words, ignore_index: LabelCheck.Ignored);
        return new LongformerHeadOutput(logits, encoded) { Loss = loss }.MoveToOuterDisposeScope();
    }

    private static LongformerForMaskedLM Load(string folder, AttentionPattern? pattern, Device? device, ScalarType? dtype) => LongformerFolder.Load(
        folder, pattern, (config, compiled) => new LongformerForMaskedLM(config, compiled, initialize: false),
        (model, file) => ModuleLoader.Load(model, file, unused: LongformerFolder.Pooler, tied: s_tied), device, dtype);
}

using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>
/// A Longformer that says which words stand behind masks. Takes a batch and its labels (batch, length), null for none:
/// the words, and -100 where nothing is asked. <c>[LongformerModel]</c> derives models of one task from it.
/// </summary>
public class LongformerForMaskedLM : LongformerHeadModel
{
    /// <summary>The decoder's names for tensors that it shares; checkpoints hold them or leave them out.</summary>
    private static readonly Dictionary<string, string> s_tied = new()
    {
        ["lm_head.decoder.weight"] = "longformer.embeddings.word_embeddings.weight",
        ["lm_head.decoder.bias"] = "lm_head.bias",
    };

    private readonly LongformerLmHead _head;

    /// <summary>A model with fresh weights.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration, or the decoder is not to be tied.</exception>
    public LongformerForMaskedLM(LongformerConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    /// <summary>A model with fresh weights, or with ones that a checkpoint shall replace.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="pattern">Who reads whom.</param>
    /// <param name="initialize">False leaves out the initialization of weights that a checkpoint replaces.</param>
    protected LongformerForMaskedLM(LongformerConfig config, AttentionPattern pattern, bool initialize)
        : base(nameof(LongformerForMaskedLM), Tying(config), pattern, initialize)
    {
        _head = new LongformerLmHead(config);
        register_module("lm_head", _head);
    }

    /// <summary>A model from the Hugging Face folder of a masked language model, in evaluation mode.</summary>
    /// <inheritdoc cref="LongformerModel.FromPretrained(string, AttentionPattern, Device, ScalarType?)"/>
    public static LongformerForMaskedLM FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, pattern, Create), device, dtype);

    /// <inheritdoc cref="LongformerModel.FromPretrained(string, Device, ScalarType?)"/>
    public static LongformerForMaskedLM FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, null, Create), device, dtype);

    private protected override IReadOnlyDictionary<string, string> Tied => s_tied;

    /// <summary>
    /// Logits (batch, length, vocabulary), or those that <see cref="LongformerInput.LogitsAtLabelsOnly"/> asks for, and the mean cross entropy
    /// of the labelled tokens where there are labels.
    /// </summary>
    /// <exception cref="ArgumentException">The input or the labels do not fit the model.</exception>
    public override LongformerHeadOutput forward(LongformerInput input, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        var encoded = Encode(input);
        var hidden = encoded.LastHidden; // (batch, length, hidden)
        var words = labels is null ? null : LabelCheck.Classes(labels, hidden.device, Config.VocabSize, hidden.shape[..2]).flatten(); // (batch x length)
        if (words is not null && input.LogitsAtLabelsOnly)
        {
            var labelled = words.ne(LabelCheck.Ignored).nonzero().squeeze(1); // (labelled)
            hidden = hidden.flatten(0, 1).index_select(0, labelled); // (labelled, hidden)
            words = words.index_select(0, labelled); // (labelled)
        }
        var logits = _head.call(hidden, Longformer.Embeddings.Words); // (batch, length, vocabulary) or (labelled, vocabulary)
        var loss = words is null ? null : nn.functional.cross_entropy(logits.view(-1, Config.VocabSize), words, ignore_index: LabelCheck.Ignored);
        return new LongformerHeadOutput(logits, encoded) { Loss = loss }.MoveToOuterDisposeScope();
    }

    /// <summary>What stands behind the masks, without gradients. The model must be in evaluation mode; threads can use one model at once.</summary>
    /// <param name="input">The batch, with ids.</param>
    /// <param name="maskId">The mask's token id.</param>
    /// <param name="top">How many candidates to name for each mask, 1 or more.</param>
    /// <returns>One entry for each mask, sequence by sequence.</returns>
    /// <exception cref="ArgumentException">The input does not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model is in training mode.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    public MaskedToken[] Predict(LongformerInput input, int maskId, int top = 5) => MaskFiller.Fill(this, input, maskId, top);

    /// <inheritdoc cref="Predict(LongformerInput, int, int)"/>
    /// <param name="tokenIds">Token ids of each sequence, special tokens included. Lengths may differ: the model pads.</param>
    /// <param name="maskId">The mask's token id.</param>
    /// <param name="top">How many candidates to name for each mask, 1 or more.</param>
    public MaskedToken[] Predict(IReadOnlyList<IReadOnlyList<int>> tokenIds, int maskId, int top = 5) => MaskFiller.Fill(this, tokenIds, maskId, top);

    private static LongformerForMaskedLM Create(LongformerConfig config, AttentionPattern pattern) => new(config, pattern, initialize: false);

    private static LongformerConfig Tying(LongformerConfig config) => config.TieWordEmbeddings
        ? config
        : throw new ArgumentException("tie_word_embeddings is false, but the decoder is always the word embeddings here.", nameof(config));
}

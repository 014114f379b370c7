using AttentionGen.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>
/// A Longformer that chooses one of several candidates. Tensors of a batch are (batch, choices, length), a sequence for each
/// candidate; labels are (batch), the right one's number. Without a global mask each sequence's candidate is global: all after
/// its second separator.
/// </summary>
public class LongformerForMultipleChoice : LongformerHeadModel
{
    private readonly Linear _classifier;
    private readonly Dropout _dropout;

    /// <summary>A model with fresh weights.</summary>
    /// <inheritdoc cref="LongformerModel(LongformerConfig, AttentionPattern, bool)"/>
    public LongformerForMultipleChoice(LongformerConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    /// <inheritdoc cref="LongformerForSequenceClassification(LongformerConfig, AttentionPattern, bool)"/>
    protected LongformerForMultipleChoice(LongformerConfig config, AttentionPattern pattern, bool initialize)
        : base(nameof(LongformerForMultipleChoice), config, pattern, initialize, pooler: true)
    {
        _dropout = nn.Dropout(config.HiddenDropoutProb);
        _classifier = WeightInitialization.Linear(config.HiddenSize, 1, config.InitializerRange);
        register_module("dropout", _dropout);
        register_module("classifier", _classifier);
    }

    /// <summary>A model from the Hugging Face folder of a multiple-choice model, in evaluation mode.</summary>
    /// <inheritdoc cref="LongformerModel.FromPretrained(string, AttentionPattern, Device, ScalarType?)"/>
    public static LongformerForMultipleChoice FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, pattern, Create), device, dtype);

    /// <inheritdoc cref="LongformerModel.FromPretrained(string, Device, ScalarType?)"/>
    public static LongformerForMultipleChoice FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, null, Create), device, dtype);

    /// <inheritdoc cref="LongformerForSequenceClassification.FromBase(string, AttentionPattern, Func{LongformerConfig, LongformerConfig}, Device, ScalarType?)"/>
    public static LongformerForMultipleChoice FromBase(
        string folder, AttentionPattern pattern, Func<LongformerConfig, LongformerConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LoadEncoder(folder, Make(folder, pattern, Create, change), device, dtype);

    /// <inheritdoc cref="LongformerForSequenceClassification.FromBase(string, Func{LongformerConfig, LongformerConfig}, Device, ScalarType?)"/>
    public static LongformerForMultipleChoice FromBase(
        string folder, Func<LongformerConfig, LongformerConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LoadEncoder(folder, Make(folder, null, Create, change), device, dtype);

    /// <summary>Logits (batch, choices), and the mean cross entropy where there are labels.</summary>
    /// <exception cref="ArgumentException">The input or the labels do not fit the model, or a sequence has fewer than two separators.</exception>
    public override LongformerHeadOutput forward(LongformerInput input, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        var (flat, batch, choices) = ChoiceInput.Flatten(input);
        var encoded = Encode(flat); // of batch x choices sequences
        var logits = _classifier.call(_dropout.call(encoded.Pooled!)).view(batch, choices);
        var loss = labels is null ? null : nn.functional.cross_entropy(logits, LabelCheck.Classes(labels, logits.device, choices, batch), ignore_index: LabelCheck.Ignored);
        return new LongformerHeadOutput(logits, encoded) { Loss = loss }.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override Tensor? GlobalTokens(LongformerInput input) =>
        input.GlobalAttentionMask ?? GlobalRules.AfterSeparator(IdsForGlobals(input), Config.SepTokenId, 2);

    private static LongformerForMultipleChoice Create(LongformerConfig config, AttentionPattern pattern) => new(config, pattern, initialize: false);
}

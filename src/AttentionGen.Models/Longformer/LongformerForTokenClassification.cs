using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>
/// A Longformer that gives each token one of the configuration's labels: names, parts of speech, spans. Labels of a batch are
/// (batch, length): classes, and -100 where nothing is asked. Without a global mask no token is global.
/// </summary>
public class LongformerForTokenClassification : LongformerHeadModel
{
    private readonly Linear _classifier;
    private readonly Dropout _dropout;

    /// <summary>A model with fresh weights.</summary>
    /// <param name="config">The sizes; one output per token for each of its labels.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration, or there is no label.</exception>
    public LongformerForTokenClassification(LongformerConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    /// <inheritdoc cref="LongformerForSequenceClassification(LongformerConfig, AttentionPattern, bool)"/>
    protected LongformerForTokenClassification(LongformerConfig config, AttentionPattern pattern, bool initialize)
        : base(nameof(LongformerForTokenClassification), config, pattern, initialize)
    {
        if (config.Labels.Count == 0)
            throw new ArgumentException("A classifier needs at least one label.", nameof(config));
        _dropout = nn.Dropout(config.HiddenDropoutProb);
        _classifier = WeightInitialization.Linear(config.HiddenSize, config.Labels.Count, config.InitializerRange);
        register_module("dropout", _dropout);
        register_module("classifier", _classifier);
    }

    /// <summary>A model from the Hugging Face folder of a token classifier, in evaluation mode.</summary>
    /// <inheritdoc cref="LongformerModel.FromPretrained(string, AttentionPattern, Device, ScalarType?)"/>
    public static LongformerForTokenClassification FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, pattern, Create), device, dtype);

    /// <inheritdoc cref="LongformerModel.FromPretrained(string, Device, ScalarType?)"/>
    public static LongformerForTokenClassification FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, null, Create), device, dtype);

    /// <inheritdoc cref="LongformerForSequenceClassification.FromBase(string, AttentionPattern, Func{LongformerConfig, LongformerConfig}, Device, ScalarType?)"/>
    public static LongformerForTokenClassification FromBase(
        string folder, AttentionPattern pattern, Func<LongformerConfig, LongformerConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LoadEncoder(folder, Make(folder, pattern, Create, change), device, dtype);

    /// <inheritdoc cref="LongformerForSequenceClassification.FromBase(string, Func{LongformerConfig, LongformerConfig}, Device, ScalarType?)"/>
    public static LongformerForTokenClassification FromBase(
        string folder, Func<LongformerConfig, LongformerConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LoadEncoder(folder, Make(folder, null, Create, change), device, dtype);

    /// <summary>Logits (batch, length, labels), and the mean cross entropy of the labelled tokens where there are labels.</summary>
    /// <exception cref="ArgumentException">The input or the labels do not fit the model.</exception>
    public override LongformerHeadOutput forward(LongformerInput input, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        var encoded = Encode(input);
        var logits = _classifier.call(_dropout.call(encoded.LastHidden)); // (batch, length, labels)
        var loss = labels is null ? null : nn.functional.cross_entropy(
            logits.flatten(0, 1), LabelCheck.Classes(labels, logits.device, logits.shape[2], logits.shape[..2]).flatten(), ignore_index: LabelCheck.Ignored);
        return new LongformerHeadOutput(logits, encoded) { Loss = loss }.MoveToOuterDisposeScope();
    }

    private static LongformerForTokenClassification Create(LongformerConfig config, AttentionPattern pattern) => new(config, pattern, initialize: false);
}

using AttentionGen.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>
/// A Longformer that finds the answer to a question in a text: how likely it starts and ends at each token. Labels of a batch are
/// (batch, 2): the answer's first and last token; a position outside of the sequence does not count. Without a global mask each
/// row's question is global: all before its first separator.
/// </summary>
public class LongformerForQuestionAnswering : LongformerHeadModel
{
    private readonly Linear _outputs;

    /// <summary>A model with fresh weights.</summary>
    /// <inheritdoc cref="LongformerModel(LongformerConfig, AttentionPattern, bool)"/>
    public LongformerForQuestionAnswering(LongformerConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    /// <inheritdoc cref="LongformerForSequenceClassification(LongformerConfig, AttentionPattern, bool)"/>
    protected LongformerForQuestionAnswering(LongformerConfig config, AttentionPattern pattern, bool initialize)
        : base(nameof(LongformerForQuestionAnswering), config, pattern, initialize)
    {
        _outputs = WeightInitialization.Linear(config.HiddenSize, 2, config.InitializerRange);
        register_module("qa_outputs", _outputs);
    }

    /// <summary>A model from the Hugging Face folder of a question answerer, in evaluation mode.</summary>
    /// <inheritdoc cref="LongformerModel.FromPretrained(string, AttentionPattern, Device, ScalarType?)"/>
    public static LongformerForQuestionAnswering FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, pattern, Create), device, dtype);

    /// <inheritdoc cref="LongformerModel.FromPretrained(string, Device, ScalarType?)"/>
    public static LongformerForQuestionAnswering FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, null, Create), device, dtype);

    /// <inheritdoc cref="LongformerForSequenceClassification.FromBase(string, AttentionPattern, Func{LongformerConfig, LongformerConfig}, Device, ScalarType?)"/>
    public static LongformerForQuestionAnswering FromBase(
        string folder, AttentionPattern pattern, Func<LongformerConfig, LongformerConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LoadEncoder(folder, Make(folder, pattern, Create, change), device, dtype);

    /// <inheritdoc cref="LongformerForSequenceClassification.FromBase(string, Func{LongformerConfig, LongformerConfig}, Device, ScalarType?)"/>
    public static LongformerForQuestionAnswering FromBase(
        string folder, Func<LongformerConfig, LongformerConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LoadEncoder(folder, Make(folder, null, Create, change), device, dtype);

    /// <summary>Logits (batch, length, 2) of start and end, and the mean of both cross entropies where there are labels.</summary>
    /// <exception cref="ArgumentException">The input or the labels do not fit the model, or a row has no separator.</exception>
    public override LongformerHeadOutput forward(LongformerInput input, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        var encoded = Encode(input);
        var logits = _outputs.call(encoded.LastHidden); // (batch, length, 2)
        var loss = labels is null ? null : SpanLoss.Of(logits, labels);
        return new LongformerHeadOutput(logits, encoded) { Loss = loss }.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override Tensor? GlobalTokens(LongformerInput input) =>
        input.GlobalAttentionMask ?? GlobalRules.BeforeSeparator(IdsForGlobals(input), Config.SepTokenId, 1);

    private static LongformerForQuestionAnswering Create(LongformerConfig config, AttentionPattern pattern) => new(config, pattern, initialize: false);
}

using AttentionGen.Models.Longformer;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>
/// An LED that finds the answer to a question in a text: how likely it starts and ends at each of the decoder's tokens, which are the input's,
/// shifted, unless others are given. Labels are (batch, 2): the answer's first and last token; a position outside of the target does not count.
/// </summary>
public sealed class LedForQuestionAnswering : LedHeadModel
{
    private readonly Linear _outputs;

    /// <summary>A model with fresh weights.</summary>
    /// <inheritdoc cref="LedModel(LedConfig, AttentionPattern)"/>
    public LedForQuestionAnswering(LedConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    private LedForQuestionAnswering(LedConfig config, AttentionPattern pattern, bool initialize)
        : base("LEDForQuestionAnswering", config, pattern, initialize)
    {
        _outputs = WeightInitialization.Linear(config.HiddenSize, 2, config.InitStd);
        register_module("qa_outputs", _outputs);
    }

    /// <summary>A model from the Hugging Face folder of its kind, in evaluation mode.</summary>
    /// <inheritdoc cref="LedModel.FromPretrained"/>
    public static LedForQuestionAnswering FromPretrained(string folder, AttentionPattern? pattern = null, Device? device = null, ScalarType? dtype = null) =>
        LedFolder.Load(folder, pattern, Create, LedFolder.LoadAll, device, dtype);

    /// <inheritdoc cref="LedForSequenceClassification.FromBase"/>
    public static LedForQuestionAnswering FromBase(
        string folder, AttentionPattern? pattern = null, Func<LedConfig, LedConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LedFolder.Load(folder, pattern, Create, LedFolder.LoadBody, device, dtype, change);

    /// <summary>Logits (batch, target length, 2) of start and end, and the mean of both cross entropies where there are labels.</summary>
    /// <exception cref="ArgumentException">The input or the labels do not fit the model.</exception>
    public override LedHeadOutput forward(LedInput input, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        var output = Led.call(input);
        var logits = _outputs.call(output.LastHidden); // (batch, target length, 2)
        return new LedHeadOutput(logits, output) { Loss = labels is null ? null : SpanLoss.Of(logits, labels) }.MoveToOuterDisposeScope();
    }

    private static LedForQuestionAnswering Create(LedConfig config, AttentionPattern pattern) => new(config, pattern, initialize: false);
}

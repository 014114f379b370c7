using AttentionGen.Kernels;
using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>
/// A Longformer that classifies sequences, or gives them numbers. Takes a batch and its labels, null for none;
/// <see cref="ProblemType"/> says what shape they have. <c>[LongformerModel]</c> derives models of one task from it.
/// </summary>
public class LongformerForSequenceClassification : LongformerHeadModel
{
    private readonly LongformerClassificationHead _classifier;

    /// <summary>A model with fresh weights.</summary>
    /// <param name="config">The sizes; one output for each of its labels.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration, or there is no label.</exception>
    public LongformerForSequenceClassification(LongformerConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    /// <summary>A model with fresh weights, or with ones that a checkpoint shall replace.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="pattern">Who reads whom.</param>
    /// <param name="initialize">False leaves out the initialization of weights that a checkpoint replaces.</param>
    protected LongformerForSequenceClassification(LongformerConfig config, AttentionPattern pattern, bool initialize)
        : base(nameof(LongformerForSequenceClassification), config, pattern, initialize)
    {
        _classifier = new LongformerClassificationHead(config);
        register_module("classifier", _classifier);
    }

    /// <summary>A model from the Hugging Face folder of a classifier, in evaluation mode.</summary>
    /// <inheritdoc cref="LongformerModel.FromPretrained(string, AttentionPattern, Device, ScalarType?)"/>
    public static LongformerForSequenceClassification FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, pattern, Create), device, dtype);

    /// <inheritdoc cref="LongformerModel.FromPretrained(string, Device, ScalarType?)"/>
    public static LongformerForSequenceClassification FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        LoadAll(folder, Make(folder, null, Create), device, dtype);

    /// <summary>
    /// A model with a fresh head on the encoder of any Longformer folder (base model, masked language model, another classifier),
    /// in evaluation mode: call <c>train()</c> to train it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="change">What shall be otherwise than in the folder: <c>config => config with { Labels = ["bad", "good"] }</c>.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null, whatever the checkpoint's is.</param>
    /// <exception cref="CheckpointException">The configuration or the checkpoint cannot be used.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static LongformerForSequenceClassification FromBase(
        string folder, AttentionPattern pattern, Func<LongformerConfig, LongformerConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LoadEncoder(folder, Make(folder, pattern, Create, change), device, dtype);

    /// <summary>The same on a pattern that is compiled from the configuration, changes included: see <see cref="LongformerConfig.CompilePattern"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="change">What shall be otherwise than in the folder: <c>config => config with { Labels = ["bad", "good"] }</c>.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null, whatever the checkpoint's is.</param>
    /// <exception cref="CheckpointException">The configuration or the checkpoint cannot be used.</exception>
    public static LongformerForSequenceClassification FromBase(
        string folder, Func<LongformerConfig, LongformerConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LoadEncoder(folder, Make(folder, null, Create, change), device, dtype);

    /// <summary>Logits (batch, labels), and the loss where there are labels. Without a global mask the first token is global.</summary>
    /// <exception cref="ArgumentException">The input or the labels do not fit the model.</exception>
    public override LongformerHeadOutput forward(LongformerInput input, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        var encoded = Encode(input);
        var logits = _classifier.call(encoded.LastHidden); // (batch, labels)
        var loss = labels is null ? null : ClassificationLoss.Of(Config.ProblemType, logits, labels);
        return new LongformerHeadOutput(logits, encoded) { Loss = loss }.MoveToOuterDisposeScope();
    }

    /// <summary>The label of each sequence, without gradients. The model must be in evaluation mode; threads can use one model at once.</summary>
    /// <param name="input">The batch.</param>
    /// <exception cref="ArgumentException">The input does not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model's labels do not exclude each other, or it is in training mode.</exception>
    /// <exception cref="NotFiniteNumberException">The model computes NaN; the message names the parameter that holds it.</exception>
    public LabelPrediction[] Predict(LongformerInput input) => LabelPredictor.Predict(this, input);

    /// <inheritdoc cref="Predict(LongformerInput)"/>
    /// <param name="tokenIds">Token ids of each sequence, special tokens included. Lengths may differ: the model pads.</param>
    public LabelPrediction[] Predict(IReadOnlyList<IReadOnlyList<int>> tokenIds) => LabelPredictor.Predict(this, tokenIds);

    /// <inheritdoc/>
    protected override Tensor? GlobalTokens(LongformerInput input) =>
        input.GlobalAttentionMask ?? GlobalRules.First(input.InputIds ?? input.InputsEmbeds!.select(2, 0));

    private static LongformerForSequenceClassification Create(LongformerConfig config, AttentionPattern pattern) => new(config, pattern, initialize: false);
}

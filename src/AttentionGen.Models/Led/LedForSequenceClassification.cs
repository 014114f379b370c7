using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>
/// An LED that classifies sequences, or gives them numbers, by what the decoder makes of each row's last end token. The decoder reads
/// the input, shifted, so that a text has no more tokens than the decoder has positions.
/// </summary>
public sealed class LedForSequenceClassification : LedHeadModel
{
    private readonly LedClassificationHead _head;

    /// <summary>A model with fresh weights, one output for each of the configuration's labels.</summary>
    /// <inheritdoc cref="LedModel(LedConfig, AttentionPattern)"/>
    public LedForSequenceClassification(LedConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    private LedForSequenceClassification(LedConfig config, AttentionPattern pattern, bool initialize)
        : base("LEDForSequenceClassification", config, pattern, initialize)
    {
        _head = new LedClassificationHead(config);
        register_module("classification_head", _head);
    }

    /// <summary>A model from the Hugging Face folder of its kind, in evaluation mode.</summary>
    /// <inheritdoc cref="LedModel.FromPretrained"/>
    public static LedForSequenceClassification FromPretrained(string folder, AttentionPattern? pattern = null, Device? device = null, ScalarType? dtype = null) =>
        LedFolder.Load(folder, pattern, Create, LedFolder.LoadAll, device, dtype);

    /// <summary>A model with a fresh head on the encoder and decoder of any LED folder, in evaluation mode: call <c>train()</c> to train it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom in the encoder; compiled from the configuration, changes included, when null.</param>
    /// <param name="change">What shall be otherwise than in the folder: <c>config => config with { Labels = ["bad", "good"] }</c>.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null, whatever the checkpoint's is.</param>
    /// <exception cref="CheckpointException">The configuration or the checkpoint cannot be used.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static LedForSequenceClassification FromBase(
        string folder, AttentionPattern? pattern = null, Func<LedConfig, LedConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LedFolder.Load(folder, pattern, Create, LedFolder.LoadBody, device, dtype, change);

    /// <summary>Logits (batch, labels), and the loss where there are labels; <see cref="ProblemType"/> says what shape these have.</summary>
    /// <exception cref="ArgumentException">The input or the labels do not fit the model, or a row has no end token.</exception>
    public override LedHeadOutput forward(LedInput input, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        if (input.InputIds is not { } ids || input.DecoderInputIds is not null)
            throw new ArgumentException($"An LED classifies by {nameof(LedInput.InputIds)}, which the decoder reads as well: give them, and no {nameof(LedInput.DecoderInputIds)}.", nameof(input));
        var output = Led.call(input);
        var logits = _head.call(AtLastEnd(output.LastHidden, ids)); // (batch, labels)
        var loss = labels is null ? null : ClassificationLoss.Of(Config.ProblemType, logits, labels);
        return new LedHeadOutput(logits, output) { Loss = loss }.MoveToOuterDisposeScope();
    }

    /// <summary>(batch, hidden): the states at each row's last end token.</summary>
    private Tensor AtLastEnd(Tensor hidden, Tensor ids)
    {
        var ends = ids.eq(Config.EosTokenId); // (batch, length)
        if (!ends.any(1).all().item<bool>())
            throw new ArgumentException($"A row has no end token ({Config.EosTokenId}, eos_token_id), at which an LED classifies. Let every text end with it.");
        var last = (ends.to(ScalarType.Int64) * arange(ids.shape[1], device: ids.device)).argmax(1); // (batch)
        return hidden[arange(hidden.shape[0], device: hidden.device), last];
    }

    private static LedForSequenceClassification Create(LedConfig config, AttentionPattern pattern) => new(config, pattern, initialize: false);
}

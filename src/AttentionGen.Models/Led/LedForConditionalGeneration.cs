using AttentionGen.Models.Longformer;
using AttentionGen.Models.TextGeneration;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>
/// An LED that writes texts. Takes a batch and its labels (batch, target length), null for none: the tokens to write, and -100 behind
/// shorter ones. Without decoder ids the labels are shifted behind the start token.
/// </summary>
public sealed class LedForConditionalGeneration : LedHeadModel
{
    /// <summary>(1, vocabulary): added to the logits, and not trained.</summary>
    private const string Bias = "final_logits_bias";

    /// <summary>A model with fresh weights.</summary>
    /// <inheritdoc cref="LedModel(LedConfig, AttentionPattern)"/>
    public LedForConditionalGeneration(LedConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    private LedForConditionalGeneration(LedConfig config, AttentionPattern pattern, bool initialize)
        : base("LEDForConditionalGeneration", config, pattern, initialize) =>
        register_buffer(Bias, zeros(1, config.VocabSize));

    /// <summary>A model from the Hugging Face folder of its kind, in evaluation mode.</summary>
    /// <inheritdoc cref="LedModel.FromPretrained"/>
    public static LedForConditionalGeneration FromPretrained(string folder, AttentionPattern? pattern = null, Device? device = null, ScalarType? dtype = null) =>
        LedFolder.Load(folder, pattern, Create, LedFolder.LoadAll, device, dtype);

    /// <summary>A model on the encoder and decoder of any LED folder, in evaluation mode: call <c>train()</c> to train it.</summary>
    /// <inheritdoc cref="LedForSequenceClassification.FromBase"/>
    public static LedForConditionalGeneration FromBase(
        string folder, AttentionPattern? pattern = null, Func<LedConfig, LedConfig>? change = null, Device? device = null, ScalarType? dtype = null) =>
        LedFolder.Load(folder, pattern, Create, LedFolder.LoadBody, device, dtype, change);

    /// <summary>Logits (batch, target length, vocabulary), and the mean cross entropy of the labelled tokens where there are labels.</summary>
    /// <exception cref="ArgumentException">The input or the labels do not fit the model.</exception>
    public override LedHeadOutput forward(LedInput input, Tensor? labels)
    {
        using var scope = NewDisposeScope();
        if (labels is not null)
        {
            LedInputCheck.Labels(labels, Config);
            labels = labels.to(Led.Words.device).to(ScalarType.Int64);
            input = input with { DecoderInputIds = input.DecoderInputIds ?? LedShift.Right(labels, Config) };
        }
        var output = Led.call(input);
        var logits = Logits(output.LastHidden); // (batch, target length, vocabulary)
        var loss = labels is null ? null : nn.functional.cross_entropy(
            logits.view(-1, Config.VocabSize), LabelCheck.Classes(labels, logits.device, Config.VocabSize, logits.shape[..2]).flatten(), ignore_index: LabelCheck.Ignored);
        return new LedHeadOutput(logits, output) { Loss = loss }.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Reads a batch once, and is then asked for one token after another: for text generation. The model must be in evaluation mode; threads
    /// can use one model at once, each with a decoder of its own.
    /// </summary>
    /// <param name="input">The batch, without decoder ids.</param>
    /// <exception cref="ArgumentException">The input does not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model is in training mode.</exception>
    public ITokenDecoder StartDecoding(LedInput input) => Inference.Run(this, () => new LedTokenDecoder(this, input));

    /// <summary>Hidden states (..., hidden) to logits (..., vocabulary).</summary>
    internal Tensor Logits(Tensor hidden)
    {
        using var bias = get_buffer(Bias)!.squeeze(0); // (vocabulary)
        return FewRows.Linear(hidden, Led.Words, bias);
    }

    private static LedForConditionalGeneration Create(LedConfig config, AttentionPattern pattern) => new(config, pattern, initialize: false);
}

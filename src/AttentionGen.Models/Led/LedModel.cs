using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Longformer;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>
/// Longformer-Encoder-Decoder (Beltagy, Peters, Cohan 2020, section 7): the encoder reads with a compiled attention pattern, the decoder all of
/// what it gives. With Hugging Face's parameter names.
/// </summary>
public sealed class LedModel : nn.Module<LedInput, LedOutput>
{
    [ComponentName(Name = "shared")]
    private readonly Embedding _words; // (vocabulary, hidden), of both sides
    [ComponentName(Name = "encoder")]
    private readonly LedEncoder _encoder;
    [ComponentName(Name = "decoder")]
    private readonly LedDecoder _decoder;

    /// <summary>A model with fresh weights, drawn from torch's generator: <c>torch.manual_seed</c> repeats them.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="pattern">Who reads whom in the encoder; layers, heads, head size and windows must be the configuration's.</param>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public LedModel(LedConfig config, AttentionPattern pattern) : this(config, pattern, initialize: true)
    {
    }

    internal LedModel(LedConfig config, AttentionPattern pattern, bool initialize) : base(nameof(LedModel))
    {
        LongformerPatternCheck.Require(config.EncoderShape, pattern.Card);
        if (config.HiddenSize % config.DecoderHeads != 0)
            throw new ArgumentException($"d_model {config.HiddenSize} is no multiple of decoder_attention_heads {config.DecoderHeads}.", nameof(config));
        Config = config;
        // The padding row is read like any other, but receives no gradient here.
        _words = nn.Embedding(config.VocabSize, config.HiddenSize, padding_idx: config.PadTokenId);
        _encoder = new LedEncoder(config, pattern);
        _decoder = new LedDecoder(config);
        RegisterComponents();
        if (!initialize)
            return;
        WeightInitialization.Normal(this, config.InitStd);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        _words.weight![config.PadTokenId].zero_();
    }

    /// <summary>The sizes.</summary>
    public LedConfig Config { get; }

    /// <summary>(vocabulary, hidden): the words' table of encoder, decoder and output layer.</summary>
    public Parameter Words => _words.weight!;

    internal LedEncoder Encoder => _encoder;

    internal LedDecoder Decoder => _decoder;

    /// <summary>A model from a Hugging Face folder (config.json and the weights: see <see cref="Checkpoint.Open"/>), in evaluation mode.</summary>
    /// <param name="folder">The folder, of an LED with or without a head.</param>
    /// <param name="pattern">Who reads whom in the encoder; compiled from the folder's configuration when null.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null, whatever the checkpoint's is.</param>
    /// <exception cref="CheckpointException">The configuration or the checkpoint cannot be used.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static LedModel FromPretrained(string folder, AttentionPattern? pattern = null, Device? device = null, ScalarType? dtype = null) =>
        LedFolder.Load(folder, pattern, (config, p) => new LedModel(config, p, initialize: false), LedFolder.LoadBase, device, dtype);

    /// <summary>Writes config.json and model.safetensors as Hugging Face does; keys of the configuration that this code does not know survive.</summary>
    /// <param name="folder">The folder; made where it is missing, its two files are replaced.</param>
    /// <param name="dtype">Floating-point type in the file; the model's when null.</param>
    /// <exception cref="ArgumentException">The type is not a floating-point type.</exception>
    public void Save(string folder, ScalarType? dtype = null) => LedFolder.Save(folder, this, Config, nameof(LedModel), dtype);

    /// <summary>Hidden states of both sides. Inputs of any length give the same numbers as padded ones.</summary>
    /// <exception cref="ArgumentException">The input does not fit the model.</exception>
    public override LedOutput forward(LedInput input)
    {
        using var scope = NewDisposeScope();
        var target = LedInputCheck.Target(input, this); // (batch, target length)
        var encoded = Encode(input);
        var memory = new LedTeacher(encoded.LastHidden, input.AttentionMask, target.shape[1], input.DecoderAttentionMask);
        var decoded = _decoder.call(_words.call(target), memory, input.Extras);
        return new LedOutput(decoded.LastHidden, encoded)
        {
            HiddenStates = decoded.States,
            Attentions = decoded.Trace?.Before,
            CrossAttentions = decoded.Trace?.Source,
        }.MoveToOuterDisposeScope();
    }

    /// <summary>The encoder's output for a batch.</summary>
    /// <exception cref="ArgumentException">The input does not fit the model.</exception>
    public LongformerOutput Encode(LedInput input)
    {
        using var scope = NewDisposeScope();
        var source = input.Source;
        LedInputCheck.Source(source, this);
        var words = source.InputsEmbeds ?? _words.call(source.InputIds!.to(ScalarType.Int64)); // (batch, length, hidden)
        return _encoder.call(words, source).MoveToOuterDisposeScope();
    }

    /// <summary>What may follow the new tokens (rows, new tokens) int64 of rows that a memory knows: hidden states (rows, new tokens, hidden).</summary>
    internal Tensor Decode(Tensor tokens, ILedDecoderMemory memory)
    {
        using var scope = NewDisposeScope();
        return _decoder.call(_words.call(tokens), memory, LongformerExtras.None).LastHidden.MoveToOuterDisposeScope();
    }
}

using AttentionGen.Models.Checkpoints;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Longformer (Beltagy, Peters, Cohan 2020) on a compiled attention pattern, with Hugging Face's parameter names.</summary>
public sealed class LongformerModel : nn.Module<LongformerInput, LongformerOutput>
{
    [ComponentName(Name = "embeddings")]
    private readonly LongformerEmbeddings _embeddings;
    [ComponentName(Name = "encoder")]
    private readonly LongformerEncoder _encoder;
    [ComponentName(Name = "pooler")]
    private readonly LongformerPooler? _pooler;

    /// <summary>A model with fresh weights, drawn from torch's generator: <c>torch.manual_seed</c> repeats them.</summary>
    /// <param name="config">The sizes.</param>
    /// <param name="pattern">Who reads whom; layers, heads, head size and windows must be the configuration's.</param>
    /// <param name="pooler">False for a model that is used without a pooler.</param>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public LongformerModel(LongformerConfig config, AttentionPattern pattern, bool pooler = true) : this(config, pattern, pooler, initialize: true)
    {
    }

    internal LongformerModel(LongformerConfig config, AttentionPattern pattern, bool pooler, bool initialize) : base(nameof(LongformerModel))
    {
        LongformerPatternCheck.Require(config.EncoderShape, pattern.Card);
        Config = config;
        _embeddings = new LongformerEmbeddings(config);
        _encoder = new LongformerEncoder(config, pattern);
        _pooler = pooler ? new LongformerPooler(config) : null;
        RegisterComponents();
        if (!initialize)
            return;
        WeightInitialization.Normal(this, config.InitializerRange);
        _embeddings.ZeroPaddingRows();
    }

    /// <summary>The sizes.</summary>
    public LongformerConfig Config { get; }

    /// <summary>Words, positions and types.</summary>
    public LongformerEmbeddings Embeddings => _embeddings;

    /// <summary>The layers.</summary>
    public LongformerEncoder Encoder => _encoder;

    internal bool HasPooler => _pooler is not null;

    /// <summary>A model from a Hugging Face folder (config.json and the weights: see <see cref="Checkpoint.Open"/>), in evaluation mode.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null, whatever the checkpoint's is.</param>
    /// <exception cref="CheckpointException">The configuration or the checkpoint cannot be used.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static LongformerModel FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null) =>
        Load(folder, pattern, device, dtype);

    /// <summary>The same on a pattern that is compiled from the folder's configuration, whatever its windows: see <see cref="LongformerConfig.CompilePattern"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null, whatever the checkpoint's is.</param>
    /// <exception cref="CheckpointException">The configuration or the checkpoint cannot be used.</exception>
    public static LongformerModel FromPretrained(string folder, Device? device = null, ScalarType? dtype = null) =>
        Load(folder, null, device, dtype);

    /// <summary>Writes config.json and model.safetensors as Hugging Face does; keys of the configuration that this code does not know survive.</summary>
    /// <param name="folder">The folder; made where it is missing, its two files are replaced.</param>
    /// <param name="dtype">Floating-point type in the file; the model's when null.</param>
    /// <exception cref="ArgumentException">The type is not a floating-point type.</exception>
    public void Save(string folder, ScalarType? dtype = null) => LongformerFolder.Save(folder, this, Config, nameof(LongformerModel), dtype);

    /// <summary>Hidden states of a batch. Sequences of any length give the same numbers as padded ones.</summary>
    /// <exception cref="ArgumentException">The input does not fit the model.</exception>
    public override LongformerOutput forward(LongformerInput input)
    {
        using var scope = NewDisposeScope();
        var embedded = _embeddings.call(input); // (batch, length, hidden)
        using var masks = AttentionMasks.Create(embedded.shape[0], embedded.shape[1], embedded.device, input.AttentionMask, input.GlobalAttentionMask);
        var output = _encoder.call(embedded, masks, input.Extras);
        if (_pooler is not null)
            output = output with { Pooled = _pooler.call(output.LastHidden) }; // (batch, hidden)
        return output.MoveToOuterDisposeScope();
    }

    private static LongformerModel Load(string folder, AttentionPattern? pattern, Device? device, ScalarType? dtype) => LongformerFolder.Load(
        folder, config => new LongformerModel(config, LongformerFolder.PatternOf(config, folder, pattern), pooler: true, initialize: false),
        (model, file) => ModuleLoader.Load(model, file, LongformerFolder.PrefixOf(file)), device, dtype);
}

using AttentionGen.Models.Checkpoints;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Longformer (Beltagy, Peters, Cohan 2020) on a compiled attention pattern, with Hugging Face's parameter names.</summary>
public sealed class LongformerModel : nn.Module<LongformerInput, LongformerOutput>
{
    /// <summary>Where the base model stands in the checkpoint of a model with a head.</summary>
    private const string HeadPrefix = "longformer.";

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

    private LongformerModel(LongformerConfig config, AttentionPattern pattern, bool pooler, bool initialize) : base(nameof(LongformerModel))
    {
        LongformerPatternCheck.Require(config, pattern.Card);
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

    /// <summary>A model from a Hugging Face folder (config.json, model.safetensors), in evaluation mode.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Who reads whom; it must agree with the configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null, whatever the checkpoint's is.</param>
    /// <exception cref="CheckpointException">The configuration or the checkpoint cannot be used.</exception>
    /// <exception cref="ArgumentException">The pattern does not fit the configuration.</exception>
    public static LongformerModel FromPretrained(string folder, AttentionPattern pattern, Device? device = null, ScalarType? dtype = null)
    {
        var config = LongformerConfig.FromFile(Path.Combine(folder, "config.json"));
        using var file = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        var model = new LongformerModel(config, pattern, pooler: true, initialize: false);
        try
        {
            ModulePlacement.Move(model, device, dtype);
            ModuleLoader.Load(model, file, file.Names.Any(name => name.StartsWith(HeadPrefix, StringComparison.Ordinal)) ? HeadPrefix : "");
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

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
}

using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>
/// A Longformer with a head. Takes a batch and its labels, null for none; what they and the logits are, the head says.
/// </summary>
public abstract class LongformerHeadModel : nn.Module<LongformerInput, Tensor?, LongformerHeadOutput>
{
    private protected LongformerHeadModel(string architecture, LongformerConfig config, AttentionPattern pattern, bool initialize, bool pooler = false) : base(architecture)
    {
        Architecture = architecture;
        Longformer = new LongformerModel(config, pattern, pooler, initialize);
        // By name: components that are registered by their fields are not seen in derived classes.
        register_module("longformer", Longformer);
    }

    /// <summary>The sizes, and the names of the labels.</summary>
    public LongformerConfig Config => Longformer.Config;

    /// <summary>The encoder.</summary>
    public LongformerModel Longformer { get; }

    /// <summary>Hugging Face's name of the class, whatever derives from it.</summary>
    private protected string Architecture { get; }

    /// <summary>Second names of tensors in checkpoints, to the module's.</summary>
    private protected virtual IReadOnlyDictionary<string, string> Tied { get; } = new Dictionary<string, string>();

    /// <inheritdoc cref="LongformerModel.Save"/>
    public void Save(string folder, ScalarType? dtype = null) => LongformerFolder.Save(folder, this, Config, Architecture, dtype);

    /// <summary>(batch, length): other than 0 for the global tokens of a batch; null for none. The batch's own, where it names some.</summary>
    /// <param name="input">The batch.</param>
    /// <exception cref="ArgumentException">The head's rule cannot be followed in this batch.</exception>
    protected virtual Tensor? GlobalTokens(LongformerInput input) => input.GlobalAttentionMask;

    /// <summary>The encoder's output for a batch, with its global tokens.</summary>
    private protected LongformerOutput Encode(LongformerInput input)
    {
        LongformerInputCheck.Shape(input, Longformer.Embeddings.Words);
        return Longformer.call(input with { GlobalAttentionMask = GlobalTokens(input) });
    }

    /// <summary>The ids, which a head's rule for global tokens needs.</summary>
    private protected Tensor IdsForGlobals(LongformerInput input) => input.InputIds ?? throw new ArgumentException(
        $"{Architecture} chooses its global tokens by {nameof(input.InputIds)}, but the batch has none. Give it a {nameof(input.GlobalAttentionMask)}.", nameof(input));

    /// <summary>A model of a derived class, all of it from the folder of its kind, in evaluation mode.</summary>
    /// <inheritdoc cref="LongformerModel.FromPretrained(string, AttentionPattern, Device, ScalarType?)"/>
    /// <param name="folder">The folder.</param>
    /// <param name="make">The model of a configuration.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    protected static T LoadAll<T>(string folder, Func<LongformerConfig, T> make, Device? device, ScalarType? dtype) where T : LongformerHeadModel =>
        LongformerFolder.Load(folder, make, (model, file) => ModuleLoader.Load(model, file, unused: model.UnusedParts, tied: model.Tied), device, dtype);

    /// <summary>A model of a derived class, its encoder from any Longformer folder and its head fresh, in evaluation mode.</summary>
    /// <inheritdoc cref="LoadAll"/>
    protected static T LoadEncoder<T>(string folder, Func<LongformerConfig, T> make, Device? device, ScalarType? dtype) where T : LongformerHeadModel =>
        LongformerFolder.Load(folder, make, (model, file) => LongformerFolder.LoadBase(model.Longformer, file, model.UnusedParts), device, dtype);

    /// <summary>Makes models on the pattern that the caller gave, or on one compiled from the configuration, after the caller's changes to it.</summary>
    private protected static Func<LongformerConfig, T> Make<T>(
        string folder, AttentionPattern? pattern, Func<LongformerConfig, AttentionPattern, T> create, Func<LongformerConfig, LongformerConfig>? change = null) => read =>
        {
            var config = change?.Invoke(read) ?? read;
            return create(config, LongformerFolder.PatternOf(config, folder, pattern));
        };

    private string[] UnusedParts => Longformer.HasPooler ? [] : LongformerFolder.Pooler;
}

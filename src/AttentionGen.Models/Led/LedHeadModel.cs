using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>An LED with a head. Takes a batch and its labels, null for none; what they and the logits are, the head says.</summary>
public abstract class LedHeadModel : nn.Module<LedInput, Tensor?, LedHeadOutput>
{
    private protected LedHeadModel(string architecture, LedConfig config, AttentionPattern pattern, bool initialize) : base(architecture)
    {
        Architecture = architecture;
        Led = new LedModel(config, pattern, initialize);
        // By name: components that are registered by their fields are not seen in derived classes.
        register_module("led", Led);
    }

    /// <summary>The sizes, and the names of the labels.</summary>
    public LedConfig Config => Led.Config;

    /// <summary>Encoder and decoder.</summary>
    public LedModel Led { get; }

    /// <summary>Hugging Face's name of the class.</summary>
    private protected string Architecture { get; }

    /// <inheritdoc cref="LedModel.Save"/>
    public void Save(string folder, ScalarType? dtype = null) => LedFolder.Save(folder, this, Config, Architecture, dtype);
}

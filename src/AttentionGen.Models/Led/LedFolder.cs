using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>Hugging Face folders of LEDs.</summary>
internal static class LedFolder
{
    /// <summary>Where the base model stands in the checkpoint of a model with a head.</summary>
    public const string Prefix = "led.";

    private const string Words = "shared.weight";

    /// <summary>A model in evaluation mode; nothing is left behind when it cannot be made.</summary>
    public static T Load<T>(
        string folder, AttentionPattern? pattern, Func<LedConfig, AttentionPattern, T> make, Action<T, Checkpoint> load,
        Device? device, ScalarType? dtype, Func<LedConfig, LedConfig>? change = null) where T : nn.Module
    {
        var read = LedConfig.FromFile(ModelFolder.ConfigPath(folder));
        var config = change?.Invoke(read) ?? read;
        return ModelFolder.Load(folder, () => make(config, ModelFolder.PatternOf(folder, pattern, config.CompilePattern)), load, device, dtype);
    }

    /// <summary>Copies the base model of any checkpoint, with or without a head.</summary>
    public static void LoadBase(LedModel model, Checkpoint file)
    {
        var prefix = file.Names.Any(name => name.StartsWith(Prefix, StringComparison.Ordinal)) ? Prefix : "";
        ModuleLoader.Load(model, file, prefix, tied: Tied(prefix, Words));
    }

    /// <summary>Copies what stands below the head, of any checkpoint; the head stays as it is.</summary>
    public static void LoadBody(LedHeadModel model, Checkpoint file) => LoadBase(model.Led, file);

    /// <summary>Copies a model with its head.</summary>
    public static void LoadAll(LedHeadModel model, Checkpoint file) => ModuleLoader.Load(model, file, tied: Tied(Prefix, Prefix + Words));

    /// <inheritdoc cref="LedModel.Save"/>
    public static void Save(string folder, nn.Module model, LedConfig config, string architecture, ScalarType? dtype) =>
        ModelFolder.Save(folder, model, type => LedConfigWriter.Write(config, architecture, type), dtype);

    /// <summary>Second names of the words' table; checkpoints hold them or leave them out.</summary>
    private static Dictionary<string, string> Tied(string prefix, string words) => new()
    {
        [prefix + "encoder.embed_tokens.weight"] = words,
        [prefix + "decoder.embed_tokens.weight"] = words,
        ["lm_head.weight"] = words,
    };
}

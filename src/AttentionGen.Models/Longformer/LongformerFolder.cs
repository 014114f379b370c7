using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>Hugging Face folders: config.json and the weights, in any of the forms that <see cref="Checkpoint"/> reads.</summary>
internal static class LongformerFolder
{
    /// <summary>Parts of a checkpoint that a head without pooler does without.</summary>
    public static readonly string[] Pooler = ["pooler.", Prefix + "pooler."];

    /// <summary>Where the base model stands in the checkpoint of a model with a head.</summary>
    private const string Prefix = "longformer.";

    /// <summary>A model in evaluation mode; nothing is left behind when it cannot be made.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="make">The model of a configuration.</param>
    /// <param name="load">Copies the checkpoint into the model.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    public static T Load<T>(
        string folder, Func<LongformerConfig, T> make, Action<T, Checkpoint> load, Device? device, ScalarType? dtype) where T : nn.Module
    {
        var config = LongformerConfig.FromFile(ModelFolder.ConfigPath(folder));
        return ModelFolder.Load(folder, () => make(config), load, device, dtype);
    }

    /// <summary>The pattern that the caller gave, else one that is compiled from the configuration.</summary>
    public static AttentionPattern PatternOf(LongformerConfig config, string folder, AttentionPattern? given) =>
        ModelFolder.PatternOf(folder, given, config.CompilePattern);

    /// <summary>Where the base model stands in a checkpoint: nowhere special in its own, behind a prefix in that of a head.</summary>
    public static string PrefixOf(Checkpoint file) => file.Names.Any(name => name.StartsWith(Prefix, StringComparison.Ordinal)) ? Prefix : "";

    /// <summary>Copies the base model of any checkpoint, with or without a head.</summary>
    /// <param name="model">The model.</param>
    /// <param name="file">The checkpoint.</param>
    /// <param name="unused">Parts of the checkpoint that the model does without.</param>
    public static void LoadBase(LongformerModel model, Checkpoint file, params string[] unused)
    {
        var prefix = PrefixOf(file);
        if (!model.HasPooler || file.Names.Any(name => name.StartsWith(prefix + "pooler.", StringComparison.Ordinal)))
        {
            ModuleLoader.Load(model, file, prefix, unused);
            return;
        }
        // Checkpoints of most heads have no pooler: the model's own, fresh one stays.
        ModuleLoader.Load(model.Embeddings, file, prefix + "embeddings.");
        ModuleLoader.Load(model.Encoder, file, prefix + "encoder.");
    }

    /// <summary>Writes a model so that Hugging Face's code and this one can load it.</summary>
    /// <param name="folder">The folder; made where it is missing, its two files are replaced.</param>
    /// <param name="model">The model.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="architecture">Hugging Face's name of its class.</param>
    /// <param name="dtype">Floating-point type in the file; the model's when null.</param>
    public static void Save(string folder, nn.Module model, LongformerConfig config, string architecture, ScalarType? dtype) =>
        ModelFolder.Save(folder, model, type => LongformerConfigWriter.Write(config, architecture, type), dtype);
}

using AttentionGen.Dynamic;
using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models;

/// <summary>Hugging Face folders of any model: config.json and the weights, in any of the forms that <see cref="Checkpoint"/> reads.</summary>
internal static class ModelFolder
{
    /// <summary>A model in evaluation mode; nothing is left behind when it cannot be made.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="make">The model of the folder's configuration, before its weights.</param>
    /// <param name="load">Copies the checkpoint into the model.</param>
    /// <param name="device">Where the model shall live; CPU when null.</param>
    /// <param name="dtype">Floating-point type of the parameters; float32 when null.</param>
    public static T Load<T>(string folder, Func<T> make, Action<T, Checkpoint> load, Device? device, ScalarType? dtype) where T : nn.Module
    {
        using var file = Checkpoint.Open(folder);
        var model = make();
        try
        {
            ModulePlacement.Move(model, device, dtype);
            load(model, file);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>The pattern that the caller gave, else one that is compiled from the configuration.</summary>
    /// <param name="folder">The folder, for messages.</param>
    /// <param name="given">The caller's pattern.</param>
    /// <param name="compile">Compiles the configuration's.</param>
    public static AttentionPattern PatternOf(string folder, AttentionPattern? given, Func<AttentionPattern> compile)
    {
        if (given is not null)
            return given;
        try
        {
            return compile();
        }
        catch (PatternCompilationException e)
        {
            throw new CheckpointException($"{ConfigPath(folder)}: {e.Message}", e);
        }
    }

    /// <summary>Where a folder's configuration is.</summary>
    public static string ConfigPath(string folder) => Path.Combine(folder, "config.json");

    /// <summary>Writes a model so that Hugging Face's code and this one can load it.</summary>
    /// <param name="folder">The folder; made where it is missing, its two files are replaced.</param>
    /// <param name="model">The model.</param>
    /// <param name="config">The text of its config.json for parameters of a type.</param>
    /// <param name="dtype">Floating-point type in the file; the model's when null.</param>
    public static void Save(string folder, nn.Module model, Func<ScalarType, string> config, ScalarType? dtype)
    {
        ModulePlacement.RequireFloatingPoint(dtype);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var tensors = model.state_dict().ToDictionary(t => t.Key, t => dtype is { } type ? t.Value.to(type) : t.Value);
        Directory.CreateDirectory(folder);
        File.WriteAllText(ConfigPath(folder), config(tensors.Values.First().dtype));
        SafetensorsFile.Write(Path.Combine(folder, "model.safetensors"), tensors, new Dictionary<string, string> { ["format"] = "pt" });
    }
}

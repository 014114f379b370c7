using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>The best model that a run has kept.</summary>
public static class BestModel
{
    internal const string Kind = "best";

    /// <summary>Copies the weights of a run's best evaluation into a module.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="module">The module that was trained, or one like it.</param>
    /// <returns>The step of that evaluation.</returns>
    /// <exception cref="TrainingException">The run has kept no model: it had no evaluation yet.</exception>
    /// <exception cref="CheckpointException">The model does not fit the module.</exception>
    public static long Load(string run, nn.Module module)
    {
        var folder = DurableFolder.Latest(run, Kind) ?? throw new TrainingException($"{run} has kept no best model. Train with an evaluation first.");
        using var file = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        ModuleLoader.Load(module, file);
        return long.Parse(file.Metadata["step"], System.Globalization.CultureInfo.InvariantCulture);
    }
}

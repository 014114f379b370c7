using System.Globalization;
using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;
using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>A run's checkpoint: model.safetensors, optimizer.safetensors, state.json.</summary>
internal static class RunCheckpoint
{
    public const string Kind = "checkpoint";
    private const string Model = "model.safetensors", Optimizer = "optimizer.safetensors", State = "state.json";

    /// <summary>Writes a checkpoint into a run's folder; the one before is removed when the new one stands.</summary>
    /// <returns>The checkpoint's folder.</returns>
    public static string Write(string run, nn.Module module, NamedAdamW optimizer, RunState state)
    {
        var folder = DurableFolder.Write(run, Kind, state.Step, aside =>
        {
            using var scope = NewDisposeScope();
            WriteModel(aside, module, state.Step);
            SafetensorsFile.Write(Path.Combine(aside, Optimizer), optimizer.State(), Metadata(state.Step));
            state.Write(Path.Combine(aside, State));
        });
        // Where the folder was there already, an evaluation that was cancelled then is done by now: only this file says so.
        state.Write(Path.Combine(folder, State));
        return folder;
    }

    /// <summary>Writes a model's weights, under the names that Hugging Face's files have.</summary>
    public static void WriteModel(string folder, nn.Module module, long step)
    {
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(Path.Combine(folder, Model), module.state_dict(), Metadata(step));
    }

    /// <summary>Takes a checkpoint over, after everything in it is checked.</summary>
    /// <exception cref="CheckpointException">It is incomplete, or belongs to another model or run.</exception>
    public static RunState Read(string folder, nn.Module module, NamedAdamW optimizer, JsonObject settings)
    {
        foreach (var name in new[] { Model, Optimizer, State })
        {
            if (!File.Exists(Path.Combine(folder, name)))
                throw new CheckpointException($"{folder} has no {name}. The checkpoint was changed by hand: restore it, or remove the folder and start again.");
        }
        var state = RunState.Read(Path.Combine(folder, State));
        RunSettings.Require(state.Settings, settings, folder);
        using var weights = SafetensorsFile.Open(Path.Combine(folder, Model));
        using var moments = SafetensorsFile.Open(Path.Combine(folder, Optimizer));
        RequireStep(weights, state.Step);
        RequireStep(moments, state.Step);
        RequireFit(moments, optimizer);
        ModuleLoader.Load(module, weights);
        optimizer.Restore(name => moments.Load(name));
        return state;
    }

    private static Dictionary<string, string> Metadata(long step) =>
        new() { ["format"] = "pt", ["step"] = step.ToString(CultureInfo.InvariantCulture) };

    private static void RequireStep(SafetensorsFile file, long step)
    {
        var written = file.Metadata.GetValueOrDefault("step", "(none)");
        if (written != step.ToString(CultureInfo.InvariantCulture))
            throw new CheckpointException($"{file.Path} is of step {written}, but {State} beside it of step {step}: files of two checkpoints are mixed. Restore the folder, or remove it and start again.");
    }

    private static void RequireFit(SafetensorsFile file, NamedAdamW optimizer)
    {
        using var scope = NewDisposeScope();
        var state = optimizer.State();
        string[] problems =
        [
            .. state.Keys.Where(name => !file.Contains(name)).Select(name => $"{name} is missing"),
            .. file.Names.Where(name => !state.ContainsKey(name)).Select(name => $"{name} is not trained now"),
            .. state.Where(s => file.Contains(s.Key))
                .Where(s => !s.Value.shape.SequenceEqual(file.Shape(s.Key)) || s.Value.dtype != file.Dtype(s.Key))
                .Select(s => $"{s.Key} is {file.Dtype(s.Key)} ({string.Join(", ", file.Shape(s.Key))}) instead of {s.Value.dtype} ({string.Join(", ", s.Value.shape)})"),
        ];
        if (problems.Length > 0)
            throw new CheckpointException($"{file.Path} does not fit the trained parameters: {string.Join("; ", problems)}.");
    }
}

using System.Text.Json.Nodes;
using AttentionGen.Dynamic;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;
using AttentionGen.Models.Longformer;

namespace AttentionGen.Models.Parity;

/// <summary>
/// Compares a model with numbers that other code made of the same weights: a folder with config.json, model.safetensors,
/// inputs.safetensors and expected.safetensors.
/// </summary>
public static class FolderParity
{
    private static readonly Dictionary<string, string> s_format = new() { ["format"] = "pt" };

    /// <summary>
    /// Runs the model in evaluation mode and compares every tensor that expected.safetensors names: outputs, inner values, attentions, loss,
    /// gradients ("grad." and a parameter's name). A tensor that is not produced has failed. Where the folder has a generation.json, every
    /// sequence that it lists is written too, and its score compared to 1e-4.
    /// </summary>
    /// <param name="folder">
    /// The folder of a Longformer or an LED with any head, of a single self-attention, or of bare attention (q, k, v; config.json with w).
    /// </param>
    /// <param name="engine">What computes the attention; <see cref="ParityEngine.Simd"/> when null.</param>
    /// <param name="tolerance">How far numbers may differ.</param>
    /// <param name="write">A safetensors file for all that was computed, under the same names.</param>
    /// <exception cref="CheckpointException">A file of the folder cannot be used, or no class here runs it.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static ParityReport Compare(string folder, ParityEngine? engine = null, ParityTolerance? tolerance = null, string? write = null)
    {
        var by = engine ?? ParityEngine.Simd;
        using var expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
        using var produced = Run(folder, by);
        if (write is not null)
            SafetensorsFile.Write(write, produced.Names.ToDictionary(name => name, name => produced.Find(name)!), s_format);
        var report = ParityComparer.Compare($"{folder}, {by.Name}", expected, produced.Find, tolerance);
        return report with { Lines = [.. report.Lines, .. GenerationRuns.Compare(folder, produced.Find)] };
    }

    private static NamedTensors Run(string folder, ParityEngine engine)
    {
        var path = Path.Combine(folder, "config.json");
        using var file = ConfigFile.Open(path);
        var config = JsonNode.Parse(file.Text)!.AsObject();
        var architecture = file.Architectures.FirstOrDefault();
        var isLed = architecture is not null && LedRun.Architectures.Contains(architecture);
        if (architecture is not null && !isLed && !LongformerRun.Architectures.Contains(architecture))
            throw new CheckpointException($"{path}: \"architectures\" is {architecture}, but only these can be run: {string.Join(", ", LongformerRun.Architectures.Concat(LedRun.Architectures))}.");
        try
        {
            var pattern = engine.Of(config.ContainsKey("w") ? AttentionRun.PatternOf(folder, config)
                : isLed ? LedConfig.FromFile(path).CompilePattern()
                : LongformerConfig.FromFile(path).CompilePattern());
            return config.ContainsKey("w") ? AttentionRun.Run(folder, pattern)
                : isLed ? LedRun.Run(folder, architecture!, pattern)
                : architecture is null ? SelfAttentionRun.Run(folder, pattern)
                : LongformerRun.Run(folder, architecture, pattern);
        }
        catch (PatternCompilationException e)
        {
            throw new CheckpointException($"{path}: {e.Message}", e);
        }
    }
}

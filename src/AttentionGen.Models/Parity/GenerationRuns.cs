using System.Text.Json;
using System.Text.RegularExpressions;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Models.TextGeneration.Settings;
using static TorchSharp.torch;

namespace AttentionGen.Models.Parity;

/// <summary>
/// A folder's generation.json: "runs", each with a "name", "generate_kwargs", and for versions of Hugging Face's library ("hf_4.31.0", ...) the
/// "sequences" that it wrote, and their "sequences_scores" where there are any.
/// </summary>
internal static partial class GenerationRuns
{
    private const string FileName = "generation.json";

    /// <summary>Later versions count lengths otherwise: see <see cref="LengthNormalization"/>.</summary>
    private static readonly Version s_change = new(4, 41);

    private static readonly ParityTolerance s_scores = new() { Relative = 1e-4 };

    /// <summary>Writes all sequences with a model, and keeps them by name.</summary>
    public static void Run(string folder, LedForConditionalGeneration model, LedInput input, NamedTensors kept)
    {
        foreach (var (name, run, version, _) in Runs(folder))
        {
            var path = Path.Combine(folder, FileName);
            using var settings = ConfigFile.Parse($"{path}, {name}", System.Text.Encoding.UTF8.GetBytes(run.GetProperty("generate_kwargs").GetRawText()));
            var config = GenerationConfigReader.All(settings, GenerationConfig.FromFolder(folder)) with
            {
                LengthNormalization = version < s_change ? LengthNormalization.WithStart : LengthNormalization.Generated,
            };
            using var decoder = model.StartDecoding(input);
            var written = TextGenerator.Generate(decoder, config);
            kept.Keep(name + ".sequences", tensor(GeneratedSequence.Padded(written, model.Config.PadTokenId)).to(ScalarType.Int64));
            if (written.All(sequence => sequence.Score is not null))
                kept.Keep(name + ".sequences_scores", tensor(written.Select(sequence => sequence.Score!.Value).ToArray()));
        }
    }

    /// <summary>Compares what a run has kept; nothing where the folder has no such file.</summary>
    public static IEnumerable<ParityLine> Compare(string folder, Func<string, Tensor?> produced)
    {
        foreach (var (name, _, _, result) in Runs(folder))
        {
            using var scope = NewDisposeScope();
            var rows = result.GetProperty("sequences").Deserialize<long[][]>()!;
            var sequences = tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);
            yield return ParityComparer.Compare(name + ".sequences", sequences, produced(name + ".sequences"), s_scores);
            if (result.TryGetProperty("sequences_scores", out var scores))
                yield return ParityComparer.Compare(name + ".sequences_scores", tensor(scores.Deserialize<float[]>()!), produced(name + ".sequences_scores"), s_scores);
        }
    }

    private static IEnumerable<(string Name, JsonElement Run, Version Version, JsonElement Result)> Runs(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            yield break;
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var run in file.RootElement.GetProperty("runs").EnumerateArray())
        {
            foreach (var result in run.EnumerateObject().Where(p => VersionName().IsMatch(p.Name)))
                yield return ($"generation.{run.GetProperty("name")}.{result.Name}", run, Version.Parse(VersionName().Match(result.Name).Groups[1].Value), result.Value);
        }
    }

    [GeneratedRegex(@"^hf_(\d+\.\d+)")]
    private static partial Regex VersionName();
}

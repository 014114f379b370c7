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
        foreach (var run in Read(folder))
        {
            using var settings = ConfigFile.Parse($"{Path.Combine(folder, FileName)}, {run.Name}", System.Text.Encoding.UTF8.GetBytes(run.Settings));
            var config = GenerationConfigReader.All(settings, GenerationConfig.FromFolder(folder)) with
            {
                LengthNormalization = run.Version < s_change ? LengthNormalization.WithStart : LengthNormalization.Generated,
            };
            using var decoder = model.StartDecoding(input);
            var written = TextGenerator.Generate(decoder, config);
            kept.Keep(run.Sequences, tensor(GeneratedSequence.Padded(written, model.Config.PadTokenId)).to(ScalarType.Int64));
            if (written.All(sequence => sequence.Score is not null))
                kept.Keep(run.Scores, tensor(written.Select(sequence => sequence.Score!.Value).ToArray()));
        }
    }

    /// <summary>Compares what a run has kept; nothing where the folder has no such file.</summary>
    public static IEnumerable<ParityLine> Compare(string folder, Func<string, Tensor?> produced)
    {
        foreach (var run in Read(folder))
        {
            using var scope = NewDisposeScope();
            var sequences = tensor(run.ExpectedSequences.SelectMany(row => row).ToArray(), [run.ExpectedSequences.Length, run.ExpectedSequences[0].Length]);
            yield return ParityComparer.Compare(run.Sequences, sequences, produced(run.Sequences), s_scores);
            if (run.ExpectedScores is { } scores)
                yield return ParityComparer.Compare(run.Scores, tensor(scores), produced(run.Scores), s_scores);
        }
    }

    /// <summary>The runs of the folder's file; none where there is no file.</summary>
    /// <exception cref="CheckpointException">The file is not what the class says.</exception>
    private static ListedRun[] Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return [];
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. file.RootElement.GetProperty("runs").EnumerateArray().SelectMany(run => run.EnumerateObject()
                .Where(p => VersionName().IsMatch(p.Name))
                .Select(p => Listed($"generation.{run.GetProperty("name").GetString()}.{p.Name}", run.GetProperty("generate_kwargs").GetRawText(), p)))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new CheckpointException(
                $"{path} must hold \"runs\", each with \"name\", \"generate_kwargs\" and for versions (\"hf_4.41\") \"sequences\" of one length and perhaps \"sequences_scores\": {e.Message}", e);
        }
    }

    private static ListedRun Listed(string name, string settings, JsonProperty result)
    {
        var sequences = result.Value.GetProperty("sequences").Deserialize<long[][]>();
        if (sequences is not [{ Length: var length }, ..] || sequences.Any(row => row?.Length != length))
            throw new JsonException($"those of {name} are not");
        var scores = result.Value.TryGetProperty("sequences_scores", out var listed) ? listed.Deserialize<float[]>() : null;
        return new ListedRun(name, settings, Version.Parse(VersionName().Match(result.Name).Groups[1].Value), sequences, scores);
    }

    /// <summary>One run as one version wrote it.</summary>
    private sealed record ListedRun(string Name, string Settings, Version Version, long[][] ExpectedSequences, float[]? ExpectedScores)
    {
        public string Sequences => Name + ".sequences";

        public string Scores => Name + ".sequences_scores";
    }

    [GeneratedRegex(@"^hf_(\d{1,9}\.\d{1,9})")]
    private static partial Regex VersionName();
}

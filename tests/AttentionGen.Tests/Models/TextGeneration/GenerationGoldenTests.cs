using System.Text.Json;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Led;
using AttentionGen.Models.TextGeneration;
using TorchSharp;
using static TorchSharp.torch;

namespace AttentionGen.Tests.Models.TextGeneration;

/// <summary>Every run of the golden folder: the sequences are the same, the scores to 1e-4, with both ways to count lengths.</summary>
public sealed class GenerationGoldenTests : IDisposable
{
    private readonly JsonDocument _golden = JsonDocument.Parse(File.ReadAllText(Goldens.Path("led-generate", "generation.json")));

    public static TheoryData<string, string, LengthNormalization> Runs
    {
        get
        {
            using var golden = JsonDocument.Parse(File.ReadAllText(Goldens.Path("led-generate", "generation.json")));
            var runs = new TheoryData<string, string, LengthNormalization>();
            foreach (var run in golden.RootElement.GetProperty("runs").EnumerateArray())
            {
                runs.Add(run.GetProperty("name").GetString()!, "hf_4.31.0.dev0", LengthNormalization.WithStart);
                runs.Add(run.GetProperty("name").GetString()!, "hf_4.41.0.dev0", LengthNormalization.Generated);
            }
            return runs;
        }
    }

    [Theory, MemberData(nameof(Runs))]
    public void A_run_gives_its_sequences_and_scores(string name, string version, LengthNormalization normalization)
    {
        var run = _golden.RootElement.GetProperty("runs").EnumerateArray().Single(r => r.GetProperty("name").GetString() == name);
        var expected = run.GetProperty(version);
        var config = Config(run.GetProperty("generate_kwargs")) with { LengthNormalization = normalization };
        var found = Write(config);
        Assert.Equal(JsonSerializer.Deserialize<int[][]>(expected.GetProperty("sequences"))!, Rows(GeneratedSequence.Padded(found, config.PadTokenId!.Value)));
        if (!expected.TryGetProperty("sequences_scores", out var scores))
        {
            Assert.All(found, f => Assert.Null(f.Score));
            return;
        }
        foreach (var (score, sequence) in scores.EnumerateArray().Zip(found))
            Assert.Equal(score.GetDouble(), sequence.Score!.Value, 1e-4);
        Assert.Equal(scores.GetArrayLength(), found.Length);
    }

    [Fact]
    public void A_generation_leaves_nothing()
    {
        using var scope = NewDisposeScope();
        using var model = LedForConditionalGeneration.FromPretrained(Goldens.Path("led-generate"));
        var input = Input();
        var config = Config(_golden.RootElement.GetProperty("runs")[3].GetProperty("generate_kwargs"));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var decoder = model.StartDecoding(input))
            TextGenerator.Generate(decoder, config, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        using var stop = new CancellationTokenSource();
        using (var decoder = model.StartDecoding(input))
            Assert.Throws<OperationCanceledException>(() => TextGenerator.Generate(decoder, config with { NumBeams = 1 }, new()
            {
                OnToken = token =>
                {
                    if (token.Sequence == 1)
                        stop.Cancel();
                },
            }, stop.Token));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    public void Dispose() => _golden.Dispose();

    private static GeneratedSequence[] Write(GenerationConfig config)
    {
        using var scope = NewDisposeScope();
        using var model = LedForConditionalGeneration.FromPretrained(Goldens.Path("led-generate"));
        using var decoder = model.StartDecoding(Input());
        return TextGenerator.Generate(decoder, config, cancellation: TestContext.Current.CancellationToken);
    }

    private static LedInput Input()
    {
        using var inputs = SafetensorsFile.Open(Goldens.Path("led-generate", "inputs.safetensors"));
        return new()
        {
            InputIds = inputs.Load("input_ids"),
            AttentionMask = inputs.Load("attention_mask"),
            GlobalAttentionMask = inputs.Load("global_attention_mask"),
        };
    }

    /// <summary>A run's settings as the folder's own file would name them, on top of its config.json.</summary>
    private static GenerationConfig Config(JsonElement settings)
    {
        var folder = Directory.CreateTempSubdirectory("attentiongen-").FullName;
        File.Copy(Goldens.Path("led-generate", "config.json"), Path.Combine(folder, "config.json"));
        File.WriteAllText(Path.Combine(folder, "generation_config.json"), settings.GetRawText());
        var config = GenerationConfig.FromFolder(folder);
        Directory.Delete(folder, recursive: true);
        return config;
    }

    private static int[][] Rows(int[,] ids) => [.. Enumerable.Range(0, ids.GetLength(0)).Select(row => Enumerable.Range(0, ids.GetLength(1)).Select(i => ids[row, i]).ToArray())];
}

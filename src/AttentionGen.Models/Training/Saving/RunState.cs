using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Training;

/// <summary>
/// Where a run stands, beside weights and optimiser. No generator's state is in it: every random number follows from the seed
/// and the step.
/// </summary>
internal sealed record RunState
{
    /// <summary>Version of the checkpoint's layout.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    /// <summary>Steps done.</summary>
    public required long Step { get; init; }

    public required DataPosition Position { get; init; }

    public required BestSoFar? Best { get; init; }

    /// <summary>Whether the evaluation behind the last step was cancelled.</summary>
    public required bool EvaluationPending { get; init; }

    /// <summary>What decides the run's numbers.</summary>
    public required JsonObject Settings { get; init; }

    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        WriteIndented = true,
    };

    public void Write(string path) => DurableFolder.WriteFile(path, JsonSerializer.SerializeToUtf8Bytes(this, Json));

    public static RunState Read(string path)
    {
        RunState? state;
        try
        {
            state = JsonSerializer.Deserialize<RunState>(File.ReadAllBytes(path), Json);
        }
        catch (JsonException e)
        {
            throw new CheckpointException($"{path} is not a run's state: {e.Message} Remove the checkpoint and start again.", e);
        }
        if (state?.Format != CurrentFormat)
            throw new CheckpointException($"{path} has the format {state?.Format}, but this version reads {CurrentFormat}. Finish the run with the version that began it.");
        return state;
    }
}

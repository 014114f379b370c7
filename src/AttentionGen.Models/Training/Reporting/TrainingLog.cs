using System.Text.Json;

namespace AttentionGen.Models.Training;

/// <summary>
/// The run as JSON lines: {"step", "epoch", "loss", "lr", "grad_norm", "tokens", "tokens_per_second"} for a step, {"step",
/// "eval", "best"} for an evaluation. A resumed run forgets what came after its checkpoint, so that no step stands twice.
/// </summary>
internal sealed class TrainingLog : ITrainingObserver, IDisposable
{
    private readonly FileStream _file;

    public TrainingLog(string path, RunState state)
    {
        Keep(path, state);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
    }

    public void Stepped(StepReport report) => Write(json =>
    {
        json.WriteNumber("step", report.Step);
        json.WriteNumber("epoch", report.Epoch);
        if (report.Loss is { } loss)
            json.WriteNumber("loss", loss);
        else
            json.WriteNull("loss");
        json.WriteNumber("lr", report.LearningRate);
        json.WriteNumber("grad_norm", report.GradientNorm);
        json.WriteNumber("tokens", report.Tokens);
        json.WriteNumber("tokens_per_second", Math.Round(report.TokensPerSecond, 1));
    });

    public void Evaluated(EvaluationReport report) => Write(json =>
    {
        json.WriteNumber("step", report.Step);
        json.WriteStartObject("eval");
        foreach (var (name, value) in report.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            // JSON has no word for what is not a number.
            if (double.IsFinite(value))
                json.WriteNumber(name, value);
            else
                json.WriteNull(name);
        }
        json.WriteEndObject();
        json.WriteBoolean("best", report.Best);
    });

    /// <summary>Brings the lines to the disk: a checkpoint is never ahead of its log.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    public void Dispose() => _file.Dispose();

    private void Write(Action<Utf8JsonWriter> fields)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        // One write per line: it survives the end of the process, and a reader sees whole lines.
        _file.Write(line.GetBuffer(), 0, (int)line.Length);
        _file.Flush();
    }

    private static void Keep(string path, RunState state)
    {
        if (!File.Exists(path))
            return;
        var aside = path + ".tmp";
        File.WriteAllLines(aside, File.ReadLines(path).TakeWhile(line => IsBefore(line, state)));
        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Whether the state knows of a line. A last line that was cut off is known to none.</summary>
    private static bool IsBefore(string line, RunState state)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var step = json.RootElement.GetProperty("step").GetInt64();
            return step < state.Step || (step == state.Step && !(state.EvaluationPending && json.RootElement.TryGetProperty("eval", out _)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return false;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using AttentionGen.Models.Checkpoints;

namespace AttentionGen.Models.Training;

/// <summary>What decides a run's numbers: options and data. A resumed run must have the same.</summary>
internal static class RunSettings
{
    /// <summary>How often to report does not decide the numbers, nor where to.</summary>
    private static readonly string[] Free = [nameof(TrainerOptions.Folder), nameof(TrainerOptions.EvaluateEvery), nameof(TrainerOptions.CheckpointEvery)];

    public static JsonObject Of(TrainerOptions options, IExampleSource source)
    {
        var settings = JsonSerializer.SerializeToNode(options, RunState.Json)!.AsObject();
        foreach (var name in Free)
            settings.Remove(JsonNamingPolicy.SnakeCaseLower.ConvertName(name));
        settings["data"] = new JsonObject { ["examples"] = source.Count, ["lengths"] = Fingerprint(source, options.Batches.LabelBudget is not null) };
        return settings;
    }

    /// <summary>Refuses other settings, and names each difference.</summary>
    public static void Require(JsonObject saved, JsonObject now, string checkpoint)
    {
        Dictionary<string, string> before = [], after = [];
        Flatten(saved, "", before);
        Flatten(now, "", after);
        var differences = before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key))
            .Select(key => $"\n{key}: {before.GetValueOrDefault(key, "(none)")} in the checkpoint, {after.GetValueOrDefault(key, "(none)")} now")
            .ToArray();
        if (differences.Length > 0)
            throw new CheckpointException($"{checkpoint} belongs to a run with other settings. Resume with the same ones, or start a new run in another folder from its model.safetensors.{string.Concat(differences)}");
    }

    private static void Flatten(JsonNode? node, string path, Dictionary<string, string> values)
    {
        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields)
                Flatten(value, path.Length == 0 ? name : $"{path}.{name}", values);
        }
        else
        {
            values[path] = node?.ToJsonString() ?? "null";
        }
    }

    /// <summary>All lengths as one number, since batches follow from them (FNV-1a).</summary>
    private static string Fingerprint(IExampleSource source, bool labels)
    {
        var hash = 0xCBF29CE484222325;
        for (var i = 0; i < source.Count; i++)
        {
            Add(source.LengthOf(i));
            if (labels)
                Add(source.LabelsOf(i));
        }
        return hash.ToString("x16");

        void Add(int length) => hash = unchecked((hash ^ (uint)length) * 0x100000001B3);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace AttentionGen.Models.Longformer;

/// <summary>What all models' config.json have in common when they are written.</summary>
internal static class ConfigText
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>One window for all layers, or one for each.</summary>
    public static void WriteWindows(JsonObject json, IReadOnlyList<int> windows) => json["attention_window"] = windows.Count == 1
        ? windows[0]
        : new JsonArray([.. windows.Select(window => JsonValue.Create(window))]);

    /// <summary>The labels of a classifier, and what they mean.</summary>
    public static void WriteLabels(JsonObject json, IReadOnlyList<string> labels, ProblemType? problemType)
    {
        JsonObject id2label = [], label2id = [];
        for (var id = 0; id < labels.Count; id++)
        {
            id2label[$"{id}"] = labels[id];
            label2id[labels[id]] = id;
        }
        (json["id2label"], json["label2id"]) = (id2label, label2id);
        json.Remove("num_labels");
        json.Remove("problem_type");
        if (problemType is { } type)
            json["problem_type"] = ProblemTypes.NameOf(type);
    }

    /// <summary>The text of the file.</summary>
    /// <param name="json">All other keys.</param>
    /// <param name="dtype">Type of the parameters in the checkpoint.</param>
    public static string Finish(JsonObject json, ScalarType dtype)
    {
        // Its newer name would contradict it.
        json.Remove("dtype");
        json["torch_dtype"] = dtype.ToString().ToLowerInvariant();
        return json.ToJsonString(s_indented) + "\n";
    }
}

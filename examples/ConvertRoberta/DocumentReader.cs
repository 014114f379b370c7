using System.Text.Json;
using AttentionGen.Models.Training;

namespace ConvertRoberta;

/// <summary>Three kinds of long document as plain text.</summary>
internal static class DocumentReader
{
    private static readonly Dictionary<string, Func<JsonLine, string>> s_texts = new()
    {
        ["sotu/sotu.jsonl.gz"] = line => line.Text("text"),
        ["scisummnet/papers.400.jsonl.gz"] = line =>
            string.Join("\n", [line.Text("title"), line.Text("abstract"), .. Parts(line, "sections", "title", "text", "\n")]),
        ["qmsum/train.jsonl.gz"] = line => string.Join("\n", Parts(line, "meeting_transcripts", "speaker", "content", ": ")),
    };

    /// <summary>The files, as paths below the folder of data.</summary>
    public static IEnumerable<string> Kinds => s_texts.Keys;

    /// <summary>The texts of a file.</summary>
    /// <param name="folder">The folder of data.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static string[] Read(string folder, string kind)
    {
        var path = Path.Combine(folder, kind);
        return File.Exists(path)
            ? [.. JsonLines.Read(path).Select(s_texts[kind])]
            : throw new TrainingException($"There is no {path}. --data must name the folder that holds {string.Join(", ", Kinds)}.");
    }

    private static IEnumerable<string> Parts(JsonLine line, string list, string first, string second, string between)
    {
        if (line.Find(list) is not { ValueKind: JsonValueKind.Array } parts)
            throw line.Refuse($"\"{list}\" must be a list of objects with \"{first}\" and \"{second}\".");
        return parts.EnumerateArray().Select(part => $"{Field(part, first)}{between}{Field(part, second)}");

        string Field(JsonElement part, string name) => part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw line.Refuse($"\"{list}\" holds a part without the text \"{name}\".");
    }
}

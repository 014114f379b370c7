using System.Text.Json;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Metrics;

/// <summary>The English questions of XQuAD.</summary>
internal static class Xquad
{
    /// <summary>Each question with its paragraph.</summary>
    public static IEnumerable<(string Context, JsonElement Question)> Questions() =>
        from paragraph in Articles().SelectMany(article => article.EnumerateArray())
        from question in paragraph.GetProperty("qas").EnumerateArray()
        select (paragraph.Text("context"), question);

    /// <summary>Lists of paragraphs.</summary>
    public static IEnumerable<JsonElement> Articles() =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Path("qa", "xquad.en.json"))).RootElement.GetProperty("data").EnumerateArray().Select(a => a.GetProperty("paragraphs"));
}

using System.Text.Json;
using AttentionGen.Models.Training;

namespace TrainSummarizer;

/// <summary>A meeting of QMSum: who said what, and questions with the answers that people wrote.</summary>
/// <param name="Turns">What was said, each turn behind its speaker's name.</param>
/// <param name="Lead">What was said, without names.</param>
/// <param name="Queries">Questions and answers, those about the whole meeting first.</param>
internal sealed record Meeting(string[] Turns, string Lead, (string Query, string Answer)[] Queries)
{
    /// <summary>All that was said.</summary>
    public string Whole => string.Join('\n', Turns);

    /// <summary>One document for each question: the question, and the turns that share most with it.</summary>
    /// <param name="words">Most words of the turns together.</param>
    public IEnumerable<Document> AsDocuments(int words)
    {
        var passages = new Passages(Turns);
        var lead = Words.First(Lead, Recipe.MeetingLead);
        return Queries.Select(q => new Document(q.Query, passages.About(q.Query, words), q.Answer, lead));
    }

    public static Meeting Read(JsonLine line)
    {
        var turns = Items(line, "meeting_transcripts").Select(t => (Speaker: Text(line, t, "speaker"), Content: Text(line, t, "content"))).ToArray();
        return new Meeting(
            [.. turns.Select(t => $"{t.Speaker}: {t.Content}")],
            string.Join(' ', turns.Select(t => t.Content)),
            [.. new[] { "general_query_list", "specific_query_list" }.SelectMany(list => Items(line, list)).Select(q => (Text(line, q, "query"), Text(line, q, "answer")))]);
    }

    private static IEnumerable<JsonElement> Items(JsonLine line, string field) => line.Find(field) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray()
        : throw line.Refuse($"\"{field}\" must be a list.");

    private static string Text(JsonLine line, JsonElement item, string field) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw line.Refuse($"an item has no text \"{field}\".");
}

using System.Text.Json;
using AttentionGen.Models.Training;

namespace TrainSummarizer;

/// <summary>A research paper of ScisummNet.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Abstract">Its abstract; empty in a few.</param>
/// <param name="Body">The text of its sections.</param>
/// <param name="Summary">A human summary: the title, then sentences of the abstract and of papers that cite it.</param>
internal sealed record Paper(string Title, string Abstract, string Body, string Summary)
{
    /// <summary>Title, abstract and body.</summary>
    public string Whole => string.Join('\n', new[] { Title, Abstract, Body }.Where(part => part.Length > 0));

    /// <summary>The paper as its readers have it.</summary>
    public Document AsWhole() => new(null, Whole, Summary, Words.First(Whole, Recipe.PaperLead));

    /// <summary>The harder way: without title and abstract, which the summary repeats much of.</summary>
    public Document AsBody() => new(null, Body, Summary, Words.First(Body, Recipe.PaperLead));

    public static Paper Read(JsonLine line)
    {
        if (line.Find("sections") is not { ValueKind: JsonValueKind.Array } sections)
            throw line.Refuse("\"sections\" must be a list of sections, each with a \"text\".");
        var texts = sections.EnumerateArray().Select(section =>
            section.ValueKind == JsonValueKind.Object && section.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()!
                : throw line.Refuse("a section has no \"text\"."));
        return new Paper(line.Text("title"), line.Text("abstract"), string.Join('\n', texts), line.Text("human_summary"));
    }
}

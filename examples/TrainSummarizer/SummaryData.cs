using AttentionGen.Models.Training;

namespace TrainSummarizer;

/// <summary>Papers and meetings, cut into what is learned from, what choices are made by, and what is read once, at the end.</summary>
/// <param name="papers">The file of papers.</param>
/// <param name="meetings">The folder of meetings: train, val and test, each .jsonl.gz.</param>
internal sealed class SummaryData(string papers, string meetings)
{
    private readonly Lazy<Paper[]> _papers = new(() => [.. JsonLines.Read(Existing(papers, "--papers must name the file of papers.")).Select(Paper.Read)]);

    /// <summary>Papers at the file's end that no training sees, and those before them that choices are made by: fewer where there are few papers.</summary>
    private int HeldOut => Math.Min(Recipe.HeldOutPapers, _papers.Value.Length / 4);

    private int Chosen => Math.Min(Recipe.ValidationPapers, HeldOut);

    /// <summary>Papers to learn from.</summary>
    public Paper[] Papers => _papers.Value[..^(HeldOut + Chosen)];

    /// <summary>Papers that choices are made by.</summary>
    public Paper[] ValidationPapers => _papers.Value[^(HeldOut + Chosen)..^HeldOut];

    /// <summary>Papers that are read at the end.</summary>
    public Paper[] TestPapers => _papers.Value[^HeldOut..];

    /// <summary>Meetings to learn from.</summary>
    public Meeting[] Meetings => Read("train");

    /// <summary>Meetings that choices are made by.</summary>
    public Meeting[] ValidationMeetings => Read("val");

    /// <summary>Meetings that are read at the end.</summary>
    public Meeting[] TestMeetings => Read("test");

    /// <summary>All texts to learn from.</summary>
    public IEnumerable<string> Texts => Papers.Select(p => p.Whole).Concat(Meetings.Select(m => m.Whole));

    /// <summary>Each paper with and without title and abstract, and each question about a meeting.</summary>
    public static IEnumerable<Document> Documents(IEnumerable<Paper> papers, IEnumerable<Meeting> meetings) =>
        [.. papers.SelectMany(p => new[] { p.AsWhole(), p.AsBody() }), .. meetings.SelectMany(m => m.AsDocuments(Recipe.QueryWords))];

    private Meeting[] Read(string part) =>
        [.. JsonLines.Read(Existing(Path.Combine(meetings, part + ".jsonl.gz"), "--meetings must name the folder that holds train.jsonl.gz, val.jsonl.gz and test.jsonl.gz.")).Select(Meeting.Read)];

    private static string Existing(string path, string help) => File.Exists(path) ? path : throw new TrainingException($"There is no {path}. {help}");
}

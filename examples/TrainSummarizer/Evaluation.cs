using System.Globalization;
using AttentionGen.Models.Led;
using AttentionGen.Models.Metrics;
using AttentionGen.Models.TextGeneration;
using AttentionGen.Models.Tokenization;
using AttentionGen.Models.Training;
using Quickstart;

namespace TrainSummarizer;

/// <summary>Last stage: what a model's summaries share with those of people, beside the documents' first words; and, as a control, without the right document.</summary>
/// <param name="folder">The model's folder.</param>
/// <param name="length">Tokens at which documents are cut.</param>
/// <param name="writer">Where the table goes.</param>
/// <param name="change">Changes the folder's settings of generation.</param>
internal sealed class Evaluation(string folder, int length, TextWriter writer, Func<GenerationConfig, GenerationConfig> change) : IDisposable
{
    private readonly LedForConditionalGeneration _model = LedForConditionalGeneration.FromPretrained(folder);
    private readonly RobertaTokenizer _tokenizer = RobertaTokenizer.FromPretrained(folder);
    private readonly GenerationConfig _generation = change(GenerationConfig.FromFolder(folder));

    public void Dispose() => _model.Dispose();

    /// <summary>Prints the table.</summary>
    /// <param name="papers">Papers that the model has not seen.</param>
    /// <param name="meetings">Meetings that it has not seen.</param>
    /// <param name="shown">Summaries of each kind to show.</param>
    public void Run(Paper[] papers, Meeting[] meetings, int shown)
    {
        using var interrupt = new Interrupt();
        Compare("papers, with title and abstract", [.. papers.Select(p => p.AsWhole())], Recipe.PaperLead, shown, interrupt.Token);
        Compare("papers, without title and abstract", [.. papers.Select(p => p.AsBody())], Recipe.PaperLead, shown, interrupt.Token);
        Compare("questions about meetings", [.. meetings.SelectMany(m => m.AsDocuments(Recipe.QueryWords))], Recipe.MeetingLead, shown, interrupt.Token);
    }

    private void Compare(string name, Document[] documents, int lead, int shown, CancellationToken cancellation)
    {
        writer.WriteLine($"{name + $": {documents.Length:N0}",-52} ROUGE-1  ROUGE-2  ROUGE-L  loss");
        Print($"first {lead} words", documents.Select(d => d.Lead), documents, "");
        var summaries = Write("the model", documents, cancellation);
        // The question stays. Half a turn: questions about one meeting stand side by side.
        Write("the model, of another's text", [.. documents.Select((d, i) => d with { Text = documents[(i + (documents.Length / 2)) % documents.Length].Text })], cancellation);
        foreach (var (document, summary) in documents.Zip(summaries).Take(shown))
            writer.WriteLine($"\n  {document.Question}\n  wrote: {summary.Replace("\n", "\n    ")}\n  people: {document.Summary.Replace("\n", "\n    ")}");
        writer.WriteLine();
    }

    private string[] Write(string row, Document[] documents, CancellationToken cancellation)
    {
        var examples = TokenizedDocuments.Of(documents, _tokenizer, length, _model.Config.MaxDecoderPositions);
        var loss = new Validation(new SequenceToSequenceObjective(_model), examples, new BatchOptions { TokenBudget = 8 * length, MaxExamples = 8, Shuffle = false }).Run(cancellation)["loss"];
        var evaluation = new SummaryEvaluation(_model, [.. documents.Select((d, i) => (examples.Get(i).Ids, d.Summary))], ids => _tokenizer.Decode(ids, skipSpecialTokens: true), _generation);
        var summaries = evaluation.Write(cancellation);
        Print(row, summaries, documents, loss.ToString("0.000", CultureInfo.InvariantCulture));
        return summaries;
    }

    private void Print(string row, IEnumerable<string> summaries, Document[] documents, string loss)
    {
        var means = RougeMeans.Of(summaries.Zip(documents, (summary, document) => (summary, document.Summary)));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {row,-50} {means.Rouge1.F1,7:0.000}  {means.Rouge2.F1,7:0.000}  {means.RougeL.F1,7:0.000}  {loss}"));
    }
}

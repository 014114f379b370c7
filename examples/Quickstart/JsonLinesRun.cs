using System.Text.Json;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.Training;
using Spectre.Console;

namespace Quickstart;

/// <summary>Labels the texts of a JSON-lines file.</summary>
internal static class JsonLinesRun
{
    /// <summary>Texts that are held in memory together; those of like length among them are read together.</summary>
    private const int Together = 512;

    private sealed record Row(string Text, string? Expected, JsonElement? Id);

    /// <summary>Writes one line per line of the input, in its order: id (where there is one), label, probability, and the expected label (where there is one).</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="input">JSON lines with a field text, and perhaps label and id; plain or gzip.</param>
    /// <param name="output">Where to write. It appears when it is complete; an older one is replaced.</param>
    /// <param name="cut">Whether only the beginning of what is too long shall be read.</param>
    /// <param name="cancellation">Stops the work; nothing is written then.</param>
    /// <returns>How many texts there were, how many of them had a label, and how many of those the model gave the same.</returns>
    /// <exception cref="Refusal">The input is missing, or is the output as well.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="TrainingException">A line cannot be used: then none is labelled.</exception>
    public static (int Texts, int Labelled, int Right) Run(string folder, string input, string output, bool cut, CancellationToken cancellation)
    {
        using var classifier = TextClassifier.FromPretrained(folder, new LongDocumentPattern());
        if (!File.Exists(input))
            throw new Refusal(ExitCode.BadFile, $"There is no file '{input}'. Check the name; a relative path starts at {Environment.CurrentDirectory}.");
        if (Path.GetFullPath(input) == Path.GetFullPath(output))
            throw new Refusal(ExitCode.BadFile, $"'{output}' is the input as well. Name another file for the output.");
        var aside = output + ".tmp";
        var (total, labelled, right) = (0, 0, 0);
        try
        {
            Bars().Start(bars =>
            {
                // Every line is looked at before the first is labelled.
                var checking = bars.AddTask("checking").IsIndeterminate();
                total = Rows(classifier, input, cut, cancellation).Count();
                checking.IsIndeterminate(false).Value(checking.MaxValue);

                var reading = bars.AddTask("reading", maxValue: Math.Max(total, 1));
                using var writer = new StreamWriter(aside);
                foreach (var rows in Rows(classifier, input, cut: true, cancellation).Chunk(Together))
                {
                    var results = classifier.Classify([.. rows.Select(r => r.Text)], classifier.MaxLength, progress: done => reading.Increment(done), cancellation: cancellation);
                    foreach (var (row, result) in rows.Zip(results))
                    {
                        writer.WriteLine(Line(row, result));
                        labelled += row.Expected is null ? 0 : 1;
                        right += row.Expected == result.Label ? 1 : 0;
                    }
                }
            });
            File.Move(aside, output, overwrite: true);
            return (total, labelled, right);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private static IEnumerable<Row> Rows(TextClassifier classifier, string input, bool cut, CancellationToken cancellation) => JsonLines.Read(input).Select(line =>
    {
        cancellation.ThrowIfCancellationRequested();
        var text = line.Text("text");
        if (string.IsNullOrWhiteSpace(text))
            throw line.Refuse("the text is empty. Take the line out.");
        var expected = line.Find("label") is null or { ValueKind: JsonValueKind.Null } ? null : line.Text("label");
        if (expected is not null && !classifier.Labels.Contains(expected))
            throw line.Refuse($"the label is \"{expected}\", but the model tells {string.Join(", ", classifier.Labels)} apart.");
        if (!cut && classifier.Tokenizer.EncodeToIds(text).Length is var tokens && tokens > classifier.MaxLength)
            throw line.Refuse($"the text has {tokens:N0} tokens, but the model reads at most {classifier.MaxLength:N0}. Part it, or add --cut to read its beginning only.");
        return new Row(text, expected, line.Find("id"));
    });

    private static string Line(Row row, Classification result)
    {
        var fields = new Dictionary<string, object?>();
        if (row.Id is { } id)
            fields["id"] = id;
        fields["label"] = result.Label;
        fields["probability"] = Math.Round(result.Probability, 6);
        if (row.Expected is not null)
            fields["expected"] = row.Expected;
        return JsonSerializer.Serialize(fields);
    }

    /// <summary>Bars with the time left, beside the output.</summary>
    private static Progress Bars() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
}

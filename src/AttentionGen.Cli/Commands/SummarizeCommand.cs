using System.CommandLine;
using System.Text.Json;
using AttentionGen.Cli.Documents;
using AttentionGen.Cli.Summaries;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Commands;

/// <summary>Says in short what long texts say.</summary>
internal static class SummarizeCommand
{
    /// <summary>Texts that are summarised before results are written: each takes seconds, and what is written is safe.</summary>
    private const int Together = 16;

    public static Command Create()
    {
        var arguments = new SummaryArguments();
        var command = new Command("summarize", "Summarises long texts, with an LED. The first token is global; settings that are not given are the folder's (generation_config.json).");
        arguments.AddTo(command);
        command.DoesTask((parsed, output, error, cancellation) =>
        {
            var (report, options, warned) = (new SummaryReport(), new SummaryOptions(), false);
            return new TextCommand<TextSummarizer, Summary>
            {
                Load = (folder, device) =>
                {
                    var task = TextSummarizer.FromPretrained(folder, device: device);
                    try
                    {
                        options = arguments.Options(parsed, task, Warn);
                        return task;
                    }
                    catch
                    {
                        task.Dispose();
                        throw;
                    }
                },
                Check = (_, document) => Expected(document),
                Together = Together,
                Run = (task, texts, reading) => Run(task, texts, options, reading, arguments.Streams(parsed)),
                Fields = (json, _, document, summary) =>
                {
                    Fields(json, summary);
                    report.Add(summary, Expected(document));
                },
                Print = (to, _, document, summary) =>
                {
                    Print(to, document, summary, arguments.AreMany(parsed), arguments.Streams(parsed));
                    report.Add(summary, null);
                },
                Summary = report.Write,
            }.Invoke(arguments, parsed, output, error, cancellation);

            void Warn(string message)
            {
                if (!warned)
                    error.WriteLine($"warning: {message}");
                warned = true;
            }
        });
        return command;
    }

    private static Summary[] Run(TextSummarizer task, IReadOnlyList<string> texts, SummaryOptions options, TextReading reading, bool streams)
    {
        try
        {
            return streams
                ? [task.Summarize(texts[0], options, Show, reading.Cancellation)]
                : task.Summarize(texts, options, reading.Progress, reading.Cancellation);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException(e.Message, e);
        }

        void Show(string piece)
        {
            reading.Output.Write(piece);
            reading.Output.Flush();
        }
    }

    /// <summary>The summary that a line has itself; null where it has none.</summary>
    private static string? Expected(TextDocument document) =>
        document.Line is not { } line || line.Find("summary") is null or { ValueKind: JsonValueKind.Null } ? null : line.Text("summary");

    /// <summary>The summary alone where there is one; names and numbers where there are several. What was shown before is only ended.</summary>
    private static void Print(TextWriter writer, TextDocument document, Summary summary, bool named, bool shown)
    {
        if (shown)
        {
            writer.WriteLine("");
            return;
        }
        if (named)
            writer.WriteLine($"{document.Title}:");
        foreach (var (i, one) in summary.All.Index())
            writer.WriteLine(summary.All.Count > 1 ? $"{i + 1}. {one.Text.Trim()}" : one.Text.Trim());
        if (named)
            writer.WriteLine("");
    }

    private static void Fields(Utf8JsonWriter json, Summary summary)
    {
        json.WriteString("summary", summary.Text.Trim());
        json.WriteNumber("tokens", summary.Tokens);
        json.WriteNumber("unread_tokens", summary.Unread);
        if (summary.All.Count == 1)
            return;
        json.WriteStartArray("summaries");
        foreach (var one in summary.All)
        {
            json.WriteStartObject();
            json.WriteString("summary", one.Text.Trim());
            if (one.Score is { } score)
                json.WriteNumber("score", Math.Round(score, 6));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}

using System.CommandLine;
using System.Text.Json;
using AttentionGen.Cli.Documents;
using AttentionGen.Cli.Questions;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Commands;

/// <summary>Finds the answers to questions in texts of any length.</summary>
internal static class AnswerCommand
{
    public static Command Create()
    {
        var arguments = new AnswerArguments();
        var command = new Command("answer", "Finds where a text answers a question, with a Longformer for question answering. Texts that do not fit are read in windows that overlap.");
        arguments.AddTo(command);
        command.DoesTask((parsed, output, error, cancellation) =>
        {
            using var answerer = QuestionAnswerer.FromPretrained(arguments.Folder(parsed), arguments.Device(parsed));
            var (options, summary, path) = (arguments.Options(parsed), new AnswerSummary(), arguments.Output(parsed));
            var questions = arguments.Questions(parsed, question => answerer.Check(question, options), cancellation);
            using var writer = ResultOutput.Open(path, output);
            var code = new DocumentRun<AskedQuestion, Answer>
            {
                Run = (asked, progress, stop) =>
                {
                    var answers = answerer.Answer([.. asked.Select(a => a.Question)], options, progress, stop);
                    foreach (var (question, answer) in asked.Zip(answers))
                        summary.Add(question, answer);
                    return answers;
                },
                Results = arguments.Lines(parsed) is null && path is null
                    ? new PlainResults<AskedQuestion, Answer>(writer, Print)
                    : new JsonResults<AskedQuestion, Answer>(writer, (json, _, answer) => Fields(json, answer, options.Top > 1)),
            }.Read(questions, error, cancellation);
            summary.Write(error);
            return code;
        });
        return command;
    }

    private static void Print(TextWriter writer, AskedQuestion question, Answer answer)
    {
        if (!answer.Found)
            writer.WriteLine($"{question.Title}: no answer");
        foreach (var span in answer.Found ? answer.Spans : [])
            writer.WriteLine($"{question.Title}: {OnOneLine(span.Text)}, probability {span.Probability:0.000}, characters {span.Start} to {span.End}");
    }

    private static string OnOneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void Fields(Utf8JsonWriter json, Answer answer, bool several)
    {
        json.WriteString("answer", answer.Best?.Text);
        if (answer.Best is { } best)
            Place(json, best);
        if (answer.NoAnswerScore is { } none)
            json.WriteNumber("no_answer_score", Math.Round(none, 6));
        json.WriteNumber("windows", answer.Windows);
        if (!several)
            return;
        json.WriteStartArray("spans");
        foreach (var span in answer.Spans)
        {
            json.WriteStartObject();
            json.WriteString("text", span.Text);
            Place(json, span);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Place(Utf8JsonWriter json, AnswerSpan span)
    {
        json.WriteNumber("start", span.Start);
        json.WriteNumber("end", span.End);
        json.WriteNumber("score", Math.Round(span.Score, 6));
        json.WriteNumber("probability", Math.Round(span.Probability, 6));
    }
}

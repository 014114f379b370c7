using System.CommandLine;
using System.Text.Json;
using AttentionGen.Cli.Documents;
using AttentionGen.Cli.Questions;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Commands;

/// <summary>Chooses between given answers.</summary>
internal static class ChooseCommand
{
    public static Command Create()
    {
        var arguments = new ChooseArguments();
        var command = new Command("choose", "Chooses the candidate that answers a question, with a Longformer for multiple choice.");
        arguments.AddTo(command);
        command.DoesTask((parsed, output, error, cancellation) =>
        {
            using var chooser = CandidateChooser.FromPretrained(arguments.Folder(parsed), arguments.Device(parsed));
            var (options, path, accuracy) = (arguments.Options(parsed), arguments.Output(parsed), new Accuracy());
            var (read, cut) = (0, 0);
            var questions = arguments.Questions(parsed, question => chooser.Check(question, options), cancellation);
            using var writer = ResultOutput.Open(path, output);
            var code = new DocumentRun<AskedChoice, Choice>
            {
                Run = (asked, progress, stop) =>
                {
                    var choices = chooser.Choose([.. asked.Select(a => a.Question)], options, progress, stop);
                    foreach (var (question, choice) in asked.Zip(choices))
                        accuracy.Add(question.Right, choice.Candidate);
                    read += choices.Length;
                    cut += choices.Count(choice => choice.Unread > 0);
                    return choices;
                },
                Results = arguments.Lines(parsed) is null && path is null
                    ? new PlainResults<AskedChoice, Choice>(writer, Print)
                    : new JsonResults<AskedChoice, Choice>(writer, (json, _, choice) => Fields(json, choice)),
            }.Read(questions, error, cancellation);
            if (cut > 0)
                error.WriteLine($"{cut:N0} of {read:N0} questions had documents that did not fit: their end was not read");
            accuracy.Write(error);
            return code;
        });
        return command;
    }

    /// <summary>All candidates, the best first.</summary>
    private static void Print(TextWriter writer, AskedChoice asked, Choice choice)
    {
        foreach (var (candidate, probability) in asked.Question.Candidates.Zip(choice.Probabilities).OrderByDescending(c => c.Second))
            writer.WriteLine($"{candidate}, probability {probability:0.000}");
    }

    private static void Fields(Utf8JsonWriter json, Choice choice)
    {
        json.WriteString("answer", choice.Candidate);
        json.WriteNumber("index", choice.Index);
        json.WriteNumber("probability", Math.Round(choice.Probability, 6));
        json.WriteStartArray("probabilities");
        foreach (var probability in choice.Probabilities)
            json.WriteNumberValue(Math.Round(probability, 6));
        json.WriteEndArray();
        json.WriteNumber("unread_tokens", choice.Unread);
    }
}

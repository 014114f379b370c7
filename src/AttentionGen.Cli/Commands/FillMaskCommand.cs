using System.CommandLine;
using System.Text.Json;
using AttentionGen.Cli.Documents;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Commands;

/// <summary>Guesses words behind masks.</summary>
internal static class FillMaskCommand
{
    public static Command Create()
    {
        var arguments = new TextArguments();
        var top = NumberOption.Whole("--top", "Candidates to name for each mask.", "number", 1, 5);
        var command = new Command("fill-mask", "Guesses the words that stand behind the masks of texts, written <mask>, with a Longformer for masked language modelling.");
        arguments.AddTo(command);
        command.Add(top);
        command.DoesTask((parsed, output, error, cancellation) => new TextCommand<TextMaskFiller, FilledMask[]>
        {
            Load = (folder, device) =>
            {
                var task = TextMaskFiller.FromPretrained(folder, device);
                if (parsed.GetValue(top) is var number && number <= task.Tokenizer.VocabularySize)
                    return task;
                using (task)
                    throw new UsageException($"--top: give 1 to {task.Tokenizer.VocabularySize}, the size of the vocabulary.");
            },
            Run = (task, texts, reading) => task.Fill(texts, parsed.GetValue(top), reading.Cut, reading.Budget, reading.Progress, reading.Cancellation),
            Fields = (json, _, _, masks) => Fields(json, masks),
            Print = (to, _, document, masks) =>
            {
                to.WriteLine($"{document.Title}:");
                foreach (var (range, candidates) in masks)
                {
                    to.WriteLine($"  mask at {range.Start.Value}");
                    foreach (var candidate in candidates)
                        to.WriteLine($"    {candidate.Probability:0.000}  {candidate.Token.Trim()}  {TextDocument.Shortened(candidate.Sentence)}");
                }
            },
        }.Invoke(arguments, parsed, output, error, cancellation));
        return command;
    }

    private static void Fields(Utf8JsonWriter json, FilledMask[] masks)
    {
        json.WriteStartArray("masks");
        foreach (var (range, candidates) in masks)
        {
            json.WriteStartObject();
            json.WriteNumber("start", range.Start.Value);
            json.WriteNumber("end", range.End.Value);
            json.WriteStartArray("candidates");
            foreach (var candidate in candidates)
            {
                json.WriteStartObject();
                json.WriteString("token", candidate.Token);
                json.WriteNumber("probability", Math.Round(candidate.Probability, 6));
                json.WriteString("sentence", candidate.Sentence);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}

using System.CommandLine;
using System.Text.Json;
using AttentionGen.Cli.Documents;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Commands;

/// <summary>Labels the words of texts.</summary>
internal static class TagCommand
{
    public static Command Create()
    {
        var arguments = new TextArguments();
        var command = new Command("tag", "Labels the words of texts, with a Longformer for token classification, and puts together those that belong together.");
        arguments.AddTo(command);
        command.DoesTask((parsed, output, error, cancellation) => new TextCommand<TokenTagger, TaggedText>
        {
            Load = (folder, device) => TokenTagger.FromPretrained(folder, device),
            Run = (task, texts, reading) => task.Tag(texts, reading.Cut, reading.Budget, reading.Progress, reading.Cancellation),
            Fields = (json, _, document, tagged) =>
            {
                json.WriteStartArray("words");
                foreach (var word in tagged.Words)
                    Part(json, document.Text, word.Range, "label", word.Label, word.Probability);
                json.WriteEndArray();
                json.WriteStartArray("entities");
                foreach (var entity in tagged.Entities)
                    Part(json, document.Text, entity.Range, "type", entity.Type, entity.Probability);
                json.WriteEndArray();
            },
            Print = (to, _, document, tagged) =>
            {
                to.WriteLine($"{document.Title}: {tagged.Entities.Count:N0} of one label in {tagged.Words.Count:N0} words");
                foreach (var (range, type, probability) in tagged.Entities)
                    to.WriteLine($"  {range.Start.Value}..{range.End.Value}  {type} {probability:0.000}  {TextDocument.Shortened(document.Text[range])}");
            },
        }.Invoke(arguments, parsed, output, error, cancellation));
        return command;
    }

    private static void Part(Utf8JsonWriter json, string text, Range range, string name, string label, double probability)
    {
        json.WriteStartObject();
        json.WriteNumber("start", range.Start.Value);
        json.WriteNumber("end", range.End.Value);
        json.WriteString("text", text[range]);
        json.WriteString(name, label);
        json.WriteNumber("probability", Math.Round(probability, 6));
        json.WriteEndObject();
    }
}

using System.CommandLine;
using AttentionGen.Cli.Documents;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Commands;

/// <summary>Makes vectors of texts.</summary>
internal static class EmbedCommand
{
    private const int ShownNumbers = 4;

    public static Command Create()
    {
        var arguments = new TextArguments();
        var pooling = new Option<string>("--pooling") { Description = "The mean of all tokens, or the first token, which then is global.", DefaultValueFactory = _ => "mean" };
        pooling.AcceptOnlyFromAmong("mean", "first");
        var normalize = new Option<bool>("--normalize") { Description = "Makes all vectors 1 long, so that their dot products are cosines." };
        var command = new Command("embed", "Makes a vector of each text, with the encoder of any Longformer. JSON lines hold all of it, lines for people its beginning.");
        arguments.AddTo(command);
        command.Add(pooling);
        command.Add(normalize);
        command.DoesTask((parsed, output, error, cancellation) => new TextCommand<TextEmbedder, float[]>
        {
            Load = (folder, device) => TextEmbedder.FromPretrained(folder, device),
            Run = (task, texts, reading) => task.Embed(
                texts, parsed.GetValue(pooling) == "first" ? Pooling.FirstToken : Pooling.Mean, parsed.GetValue(normalize), reading.Cut, reading.Budget, reading.Progress, reading.Cancellation),
            Fields = (json, _, _, vector) =>
            {
                json.WriteStartArray("embedding");
                foreach (var value in vector)
                    json.WriteNumberValue(value);
                json.WriteEndArray();
            },
            Print = (to, _, document, vector) => to.WriteLine(
                $"{document.Title}: {vector.Length} numbers, {string.Join(" ", vector.Take(ShownNumbers).Select(value => $"{value:0.0000}"))}{(vector.Length > ShownNumbers ? " ..." : "")}"),
        }.Invoke(arguments, parsed, output, error, cancellation));
        return command;
    }
}

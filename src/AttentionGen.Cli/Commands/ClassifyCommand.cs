using System.CommandLine;
using System.Text.Json;
using AttentionGen.Cli.Documents;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Commands;

/// <summary>Tells the labels of texts, or gives them numbers.</summary>
internal static class ClassifyCommand
{
    /// <summary>What a text got: labels, or numbers.</summary>
    private sealed record Answer(Classification? Labels, double[] Numbers);

    public static Command Create()
    {
        var arguments = new TextArguments();
        var threshold = NumberOption.Real("--threshold", "Least probability of a label, where texts may have several.", "share", 0, 0.5);
        var command = new Command("classify", "Tells the labels of texts, with a Longformer for sequence classification; or their numbers, if it is a regression.");
        arguments.AddTo(command);
        command.Add(threshold);
        command.DoesTask((parsed, output, error, cancellation) =>
        {
            var accuracy = new Accuracy();
            return new TextCommand<TextClassifier, Answer>
            {
                Load = (folder, device) => TextClassifier.FromPretrained(folder, device),
                Check = (task, document) => Expected(task, document),
                Run = (task, texts, reading) => Run(task, texts, reading, parsed.GetValue(threshold)),
                Fields = (json, task, document, answer) =>
                {
                    Fields(json, task, answer);
                    accuracy.Add(Expected(task, document), answer.Labels?.Label);
                },
                Print = (to, task, document, answer) => to.WriteLine($"{document.Title}: {Line(task, answer)}"),
                Summary = accuracy.Write,
            }.Invoke(arguments, parsed, output, error, cancellation);
        });
        return command;
    }

    private static Answer[] Run(TextClassifier task, IReadOnlyList<string> texts, TextReading reading, double threshold) =>
        task.Problem == ProblemType.Regression
            ? [.. task.Score(texts, reading.Cut, reading.Budget, reading.Progress, reading.Cancellation).Select(numbers => new Answer(null, numbers))]
            : [.. task.Classify(texts, reading.Cut, reading.Budget, reading.Progress, threshold, reading.Cancellation).Select(labels => new Answer(labels, []))];

    /// <summary>The label that a line says is right; null where it says none, or the task is another than to tell one label.</summary>
    private static string? Expected(TextClassifier task, TextDocument document)
    {
        if (task.Problem != ProblemType.SingleLabelClassification || document.Line is not { } line || line.Find("label") is null or { ValueKind: JsonValueKind.Null })
            return null;
        var label = line.Text("label");
        return task.Labels.Contains(label) ? label : throw line.Refuse($"the label is \"{label}\", but the model tells {string.Join(", ", task.Labels)} apart.");
    }

    private static void Fields(Utf8JsonWriter json, TextClassifier task, Answer answer)
    {
        if (answer.Labels is not { } labels)
        {
            Numbers("scores", answer.Numbers);
            return;
        }
        if (task.Problem == ProblemType.MultiLabelClassification)
        {
            json.WriteStartArray("labels");
            foreach (var label in labels.Labels)
                json.WriteStringValue(label);
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("label", labels.Label);
            json.WriteNumber("probability", Math.Round(labels.Probability, 6));
        }
        Numbers("probabilities", labels.Probabilities);

        void Numbers(string name, IReadOnlyList<double> values)
        {
            json.WriteStartObject(name);
            foreach (var (label, value) in task.Labels.Zip(values))
                json.WriteNumber(label, Math.Round(value, 6));
            json.WriteEndObject();
        }
    }

    private static string Line(TextClassifier task, Answer answer) => answer.Labels switch
    {
        null => string.Join(", ", task.Labels.Zip(answer.Numbers, (name, number) => $"{name} {number:0.000000}")),
        { } several when task.Problem == ProblemType.MultiLabelClassification =>
            $"{(several.Labels.Count == 0 ? "no label" : string.Join(", ", several.Labels))} ({string.Join(", ", task.Labels.Zip(several.Probabilities, (label, p) => $"{label} {p:0.000}"))})",
        { } one => $"{one.Label}, probability {one.Probability:0.000}, {one.Tokens:N0} tokens",
    };
}

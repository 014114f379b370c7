using System.CommandLine;
using System.Text;
using AttentionGen.Cli.Documents;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Commands;

/// <summary>Classifies one text, and shows which of its tokens and sentences the global token reads.</summary>
internal static class ExplainCommand
{
    private enum Format
    {
        Text,
        Html,
    }

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "A Hugging Face folder of a Longformer that classifies texts." }.AcceptExistingOnly();
        var document = new Argument<string?>("document") { Description = "A text file in UTF-8, or - for standard input; this or --text.", Arity = ArgumentArity.ZeroOrOne };
        var given = new Option<string?>("--text") { Description = "The text itself." };
        var format = new Option<Format?>("--format", "-f") { Description = "What to write: the output file's ending says it when not given, else it is text." };
        var file = new Option<FileInfo>("--output", "-o") { Description = "File to write to; without it the result goes to standard output.", HelpName = "file" };
        var layer = new Option<int?>("--layer") { Description = "The layer whose attention is shown, from 0; the last when not given.", HelpName = "number" };
        var cut = new Option<int?>("--cut") { Description = "Reads at most so many tokens of the text, special ones included; texts that are too long are refused without it.", HelpName = "tokens" };
        var command = new Command("explain", "Classifies a text, and shows which of its tokens and sentences the prediction's global token reads.")
        {
            folder, document, given, format, file, layer, cut,
        };
        command.Does((parsed, output, error) =>
        {
            var (name, text) = (parsed.GetValue(document), parsed.GetValue(given));
            if (name is null == text is null)
                return Fail(ExitCode.Usage, $"document: name a file, - for standard input, or give --text; not {(name is null ? "nothing" : "two of them")}.");
            try
            {
                text ??= DocumentText.Read(name!);
                var model = parsed.GetValue(folder)!.ToString();
                using var classifier = TextClassifier.FromPretrained(model);
                var explanation = classifier.Explain(text, parsed.GetValue(layer), parsed.GetValue(cut));
                var path = parsed.GetValue(file)?.ToString();
                var html = (parsed.GetValue(format) ?? FormatOf(path)) == Format.Html;
                Write(path, html ? explanation.ToHtml(Title(name), model) : explanation.ToText(), output);
                return ExitCode.Done;
            }
            catch (ArgumentOutOfRangeException e)
            {
                return Fail(ExitCode.Usage, $"{(e.ParamName == "layer" ? "--layer" : "--cut")} {e.ActualValue}: {e.Message.Split(" (Parameter")[0]}");
            }
            catch (ArgumentException e)
            {
                return Fail(ExitCode.Problems, $"{Title(name)}: {e.Message.Split(" (Parameter")[0]}");
            }
            catch (Exception e) when (e is CheckpointException or NotFiniteNumberException or InvalidDataException or InvalidOperationException) // the last of a regression
            {
                return Fail(ExitCode.Problems, e.Message);
            }

            ExitCode Fail(ExitCode code, string message)
            {
                error.WriteLine(message);
                return code;
            }
        });
        return command;
    }

    private static string Title(string? document) => document switch
    {
        null => "--text",
        "-" => "standard input",
        _ => Path.GetFileName(document),
    };

    private static Format FormatOf(string? path) => Path.GetExtension(path ?? "").ToLowerInvariant() is ".html" or ".htm" ? Format.Html : Format.Text;

    private static void Write(string? path, string text, TextWriter output)
    {
        if (path is null)
        {
            output.Write(text);
            return;
        }
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        output.WriteLine($"wrote {path}");
    }
}

using System.CommandLine;
using System.Text;
using AttentionGen.Cli.Declarations;
using AttentionGen.Cli.Pictures;
using AttentionGen.Compiler.Reports;

namespace AttentionGen.Cli.Commands;

/// <summary>Shows a pattern: who reads whom, reach, costs, kernels.</summary>
internal static class InspectCommand
{
    private enum Format
    {
        Text,
        Svg,
        Png,
        Html,
    }

    public static Command Create()
    {
        var declaration = DeclarationArguments.File();
        var name = DeclarationArguments.Name();
        var space = DeclarationArguments.Namespace();
        var layer = new Option<int?>("--layer") { Description = "Picture one layer.", HelpName = "number" };
        var head = new Option<int?>("--head") { Description = "Picture one head of each layer.", HelpName = "number" };
        var length = new Option<int?>("--length") { Description = "Tokens that pictures and costs are made for; the declared longest sequence when not given, or 4096.", HelpName = "tokens" };
        var format = new Option<Format?>("--format", "-f") { Description = "What to write: the output file's ending says it when not given, else it is text." };
        var file = new Option<FileInfo>("--output", "-o") { Description = "File to write to; without it the result goes to standard output.", HelpName = "file" };
        var only = new Option<string?>("--pattern") { Description = "Which pattern, for a C# file that declares several.", HelpName = "class" };
        var command = new Command("inspect", "Shows a pattern: who reads whom, how far information travels, what it costs, and which kernels compute it.")
        {
            declaration, layer, head, length, format, file, only, name, space,
        };
        command.Does((parsed, output, error) =>
        {
            var read = DeclarationFile.Read(parsed.GetValue(declaration)!.ToString(), parsed.GetValue(name), parsed.GetValue(space) ?? "");
            if (read.Refuse(error) is { } refused)
                return refused;
            var path = parsed.GetValue(file)?.ToString();
            var kind = parsed.GetValue(format) ?? FormatOf(path);
            var specs = read.Specs.Where(s => parsed.GetValue(only) is not { } wanted || s.Name == wanted).ToList();
            if (specs.Count != 1 && (specs.Count == 0 || kind != Format.Text))
                return Usage($"--pattern: {read.Path} declares {string.Join(", ", read.Specs.Select(s => s.Name))}. Name one of them.");
            if (kind == Format.Png && path is null)
                return Usage("--output: a PNG goes to a file. Name one.");
            try
            {
                var reports = specs.Select(s => PatternReport.Of(s, parsed.GetValue(length), parsed.GetValue(layer), parsed.GetValue(head))).ToList();
                Write(path, kind, reports, output);
                return ExitCode.Done;
            }
            catch (ArgumentOutOfRangeException e)
            {
                return Usage($"--{e.ParamName} {e.ActualValue}: {e.Message.Split(" (Parameter")[0]}");
            }

            ExitCode Usage(string message)
            {
                error.WriteLine(message);
                return ExitCode.Usage;
            }
        });
        return command;
    }

    private static Format FormatOf(string? path) => Path.GetExtension(path ?? "").ToLowerInvariant() switch
    {
        ".svg" => Format.Svg,
        ".png" => Format.Png,
        ".html" or ".htm" => Format.Html,
        _ => Format.Text,
    };

    private static void Write(string? path, Format format, IReadOnlyList<PatternReport> reports, TextWriter output)
    {
        if (format == Format.Png)
        {
            File.WriteAllBytes(path!, PngPicture.Draw(reports[0].ToDrawing()));
            output.WriteLine($"wrote {path}");
            return;
        }
        var text = format switch
        {
            Format.Svg => reports[0].ToSvg(),
            Format.Html => reports[0].ToHtml(),
            _ => string.Join("\n", reports.Select(r => r.ToText())),
        };
        if (path is null)
        {
            output.Write(text);
            return;
        }
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        output.WriteLine($"wrote {path}");
    }
}

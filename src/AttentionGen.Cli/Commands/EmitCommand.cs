using System.CommandLine;
using AttentionGen.Cli.Declarations;
using AttentionGen.Compiler;

namespace AttentionGen.Cli.Commands;

/// <summary>Writes the code that the generator makes of a declaration.</summary>
internal static class EmitCommand
{
    public static Command Create()
    {
        var declaration = DeclarationArguments.File();
        var name = DeclarationArguments.Name();
        var space = DeclarationArguments.Namespace();
        var folder = new Option<DirectoryInfo>("--output", "-o") { Description = "Folder to write to, one file per pattern; without it the code goes to standard output.", HelpName = "folder" };
        var command = new Command("emit", "Writes the C# that a declaration is compiled to: what the source generator adds to a project.") { declaration, folder, name, space };
        command.Does((parsed, output, error) =>
        {
            var read = DeclarationFile.Read(parsed.GetValue(declaration)!.ToString(), parsed.GetValue(name), parsed.GetValue(space) ?? "");
            if (read.Refuse(error) is { } refused)
                return refused;
            foreach (var source in read.Specs.Select(Source.From))
            {
                if (parsed.GetValue(folder) is { } into)
                    output.WriteLine(SourceFile.Write(into.ToString(), source));
                else
                    output.Write(source.Text);
            }
            return ExitCode.Done;
        });
        return command;
    }
}

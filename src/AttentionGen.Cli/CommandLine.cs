using System.CommandLine;
using AttentionGen.Cli.Commands;

namespace AttentionGen.Cli;

/// <summary>The program: its commands, and what they have in common.</summary>
internal static class CommandLine
{
    /// <summary>Does what the arguments ask for, and returns an <see cref="ExitCode"/>.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(
            $"Attention patterns at the command line. Exit codes: {string.Join(", ", Enum.GetValues<ExitCode>().Select(c => $"{(int)c} {c}"))}.")
        {
            EmitCommand.Create(),
            InspectCommand.Create(),
            ConvertCommand.Create(),
            VerifyCommand.Create(),
            PullCommand.Create(),
            ClassifyCommand.Create(),
            AnswerCommand.Create(),
            ChooseCommand.Create(),
            TagCommand.Create(),
            FillMaskCommand.Create(),
            SummarizeCommand.Create(),
            EmbedCommand.Create(),
            ExplainCommand.Create(),
        };
        var parsed = root.Parse(args);
        var status = parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return parsed.Errors.Count > 0 ? (int)ExitCode.Usage : status;
    }

    /// <summary>An action that ends with an exit code; files that cannot be read or written are told, and are a problem.</summary>
    public static void Does(this Command command, Func<ParseResult, TextWriter, TextWriter, ExitCode> action) => command.SetAction(parsed =>
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            return (int)action(parsed, output, error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
            return (int)ExitCode.Problems;
        }
    });
}

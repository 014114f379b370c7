using System.CommandLine;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Training;

namespace AttentionGen.Cli.Documents;

/// <summary>The action of a command that does a task with a model.</summary>
internal static class TaskAction
{
    /// <summary>Tells what goes wrong with folder, files and arguments, and ends with an exit code. A reader that goes away ends it quietly.</summary>
    /// <param name="command">The command.</param>
    /// <param name="action">What to do; the last argument is cancelled by Ctrl+C.</param>
    public static void DoesTask(this Command command, Func<ParseResult, TextWriter, TextWriter, CancellationToken, ExitCode> action) => command.Does((parsed, output, error) =>
    {
        using var interrupt = new Interrupt();
        try
        {
            return action(parsed, output, error, interrupt.Token);
        }
        catch (UsageException e)
        {
            return Tell(ExitCode.Usage, e.Message);
        }
        catch (Exception e) when (e is CheckpointException or TrainingException or NotFiniteNumberException or NativeBackendException or InvalidDataException)
        {
            return Tell(ExitCode.Problems, e.Message);
        }
        catch (OperationCanceledException)
        {
            return Tell(ExitCode.Cancelled, "Stopped.");
        }
        catch (IOException e) when (ResultOutput.IsGone(e))
        {
            return ExitCode.Done;
        }

        ExitCode Tell(ExitCode code, string message)
        {
            error.WriteLine(message);
            return code;
        }
    });
}

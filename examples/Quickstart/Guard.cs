using AttentionGen;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Training;

namespace Quickstart;

/// <summary>Ends a program with an exit code and a message where something cannot be done.</summary>
internal static class Guard
{
    /// <summary>Does it, and tells what went wrong on standard error.</summary>
    public static ExitCode Run(Action action)
    {
        try
        {
            action();
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled; nothing is written.");
            return ExitCode.Cancelled;
        }
        catch (Exception error) when (Code(error) is not null)
        {
            Console.Error.WriteLine(error.Message);
            return Code(error)!.Value;
        }
    }

    private static ExitCode? Code(Exception error) => error switch
    {
        Refusal refusal => refusal.Code,
        TrainingException => ExitCode.BadFile, // a line of a JSON-lines file
        IOException or UnauthorizedAccessException => ExitCode.BadFile,
        CheckpointException or ArgumentException => ExitCode.BadModel, // the latter of a pattern or settings that do not fit
        NativeBackendException => ExitCode.NoLibtorch,
        _ => null,
    };
}

using System.CommandLine;
using AttentionGen;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Training;

namespace TrainClassifier;

/// <summary>A stage of a training program as a command.</summary>
internal static class Stage
{
    /// <summary>A command that loads libtorch, acts, and tells what went wrong in one line; 130 when it was cancelled.</summary>
    public static Command Command(string name, string description, Option[] options, Action<ParseResult> action)
    {
        var command = new Command(name, description);
        foreach (var option in options)
            command.Add(option);
        command.SetAction(parse =>
        {
            try
            {
                NativeBackend.EnsureLoaded();
                action(parse);
                return 0;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("The same command goes on from here.");
                return 130;
            }
            catch (Exception error) when (error is TrainingException or CheckpointException or NativeBackendException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(error.Message);
                return 1;
            }
        });
        return command;
    }
}

using System.CommandLine;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Parity;

namespace AttentionGen.Cli.Commands;

/// <summary>Compares models with numbers that other code made of the same weights.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("folder") { Description = "Folders with config.json, model.safetensors, inputs.safetensors and expected.safetensors.", Arity = ArgumentArity.OneOrMore };
        var engine = new Option<string>("--engine") { Description = "What computes the attention.", DefaultValueFactory = _ => ParityEngine.Simd.Name };
        engine.AcceptOnlyFromAmong([.. ParityEngine.All.Select(e => e.Name)]);
        var tolerance = NumberOption.Real("--tolerance", "Allowed difference, relative to a tensor's largest value.", "share", 0, new ParityTolerance().Relative);
        var write = new Option<string?>("--write") { Description = "File for all that was computed, under the expected names; for a single folder.", HelpName = "out.safetensors" };
        var command = new Command("verify", "Runs models and compares every tensor of expected.safetensors: outputs, inner values, attentions, loss, gradients.")
        {
            folders, engine, tolerance, write,
        };
        command.Does((parsed, output, error) =>
        {
            var paths = parsed.GetValue(folders)!;
            var by = ParityEngine.All.Single(e => e.Name == parsed.GetValue(engine));
            if (parsed.GetValue(write) is not null && paths.Length > 1)
            {
                error.WriteLine($"--write: {paths.Length} folders would write one file. Verify them one by one.");
                return ExitCode.Usage;
            }
            var passed = paths.Count(path => Passes(path, by, parsed.GetValue(tolerance), parsed.GetValue(write), output, error));
            output.WriteLine($"{passed} of {paths.Length} folders agree");
            return passed == paths.Length ? ExitCode.Done : ExitCode.Problems;
        });
        return command;
    }

    /// <summary>One folder that cannot be used does not keep the others from being compared.</summary>
    private static bool Passes(string folder, ParityEngine engine, double tolerance, string? write, TextWriter output, TextWriter error)
    {
        try
        {
            var report = FolderParity.Compare(folder, engine, new ParityTolerance { Relative = tolerance }, write);
            output.WriteLine(report);
            return report.Passed;
        }
        catch (Exception e) when (e is CheckpointException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            error.WriteLine($"{folder}: {e.Message}");
            return false;
        }
    }
}

using System.CommandLine;
using System.Globalization;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Conversion;

namespace AttentionGen.Cli.Commands;

/// <summary>Makes a long model of a short one.</summary>
internal static class ConvertCommand
{
    public static Command Create() => new("convert", "Makes a model for long texts of one for short texts.") { Roberta() };

    private static Command Roberta()
    {
        var source = new Argument<string>("in") { Description = "The RoBERTa's folder: config.json, its weights, and its tokenizer's files." };
        var target = new Argument<string>("out") { Description = "The folder to write; a checkpoint that it holds is not replaced." };
        var length = new Option<int>("--max-length") { Description = "Tokens that the Longformer reads at most.", HelpName = "tokens", DefaultValueFactory = _ => 4096 };
        var window = new Option<int>("--window") { Description = "Full, even window of each layer: half of it to each side.", HelpName = "tokens", DefaultValueFactory = _ => 512 };
        length.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is < 1 or > RobertaToLongformer.MaxLength)
                option.AddError($"--max-length must be 1 to {RobertaToLongformer.MaxLength}.");
        });
        window.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is var tokens && (tokens < 2 || tokens % 2 != 0))
                option.AddError($"--window is {tokens}, but must be an even, positive total, half of it to each side, such as {Math.Max(tokens + (tokens & 1), 2)}.");
        });
        var command = new Command("roberta-to-longformer", "Repeats a RoBERTa's positions up to the new length, and lets the global projections begin as the local ones.")
        {
            source, target, length, window,
        };
        command.Does((parsed, output, error) =>
        {
            try
            {
                NativeBackend.EnsureLoaded();
                var folder = parsed.GetValue(target)!;
                output.WriteLine(Describe(RobertaToLongformer.Convert(parsed.GetValue(source)!, folder, parsed.GetValue(length), parsed.GetValue(window))));
                output.WriteLine($"wrote {folder}");
                return ExitCode.Done;
            }
            catch (Exception e) when (e is CheckpointException or NativeBackendException)
            {
                error.WriteLine(e.Message);
                return ExitCode.Problems;
            }
        });
        return command;
    }

    private static string Describe(RobertaConversion made)
    {
        var positions = made.Length switch
        {
            _ when made.Length > made.SourceLength => $"its {made.SourceLength:N0} positions repeated to {made.Length:N0}",
            _ when made.Length < made.SourceLength => $"its {made.SourceLength:N0} positions cut to the first {made.Length:N0}",
            _ => $"its {made.SourceLength:N0} positions",
        };
        var tokenizer = made.TokenizerFiles.Count > 0 ? string.Join(", ", made.TokenizerFiles) : "none found";
        return string.Create(CultureInfo.InvariantCulture, $"{made.Architecture ?? "a Longformer"} of {made.Layers} layers, window {made.Window}, {positions}; tokenizer: {tokenizer}");
    }
}

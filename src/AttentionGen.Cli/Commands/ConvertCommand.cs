using System.CommandLine;
using System.Globalization;
using AttentionGen.Models.Checkpoints;
using AttentionGen.Models.Conversion;

namespace AttentionGen.Cli.Commands;

/// <summary>Makes a long model of a short one.</summary>
internal static class ConvertCommand
{
    private delegate ConversionResult Conversion(string source, string target, int maxLength, int window);

    public static Command Create() => new("convert", "Makes a model for long texts of one for short texts.")
    {
        Converting("RoBERTa", "Longformer", RobertaToLongformer.Convert, maxLength: 4096, window: 512),
        Converting("BART", "LED", BartToLed.Convert, maxLength: 16384, window: 1024),
    };

    private static Command Converting(string from, string to, Conversion convert, int maxLength, int window)
    {
        var source = new Argument<string>("in") { Description = $"The {from}'s folder: config.json, its weights, and its tokenizer's files." };
        var target = new Argument<string>("out") { Description = "The folder to write; a checkpoint that it holds is not replaced." };
        var lengthOption = new Option<int>("--max-length") { Description = $"Tokens that the {to} reads at most.", HelpName = "tokens", DefaultValueFactory = _ => maxLength };
        var windowOption = new Option<int>("--window") { Description = "Full, even window of each layer: half of it to each side.", HelpName = "tokens", DefaultValueFactory = _ => window };
        lengthOption.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is < 1 or > RobertaToLongformer.MaxLength)
                option.AddError($"--max-length must be 1 to {RobertaToLongformer.MaxLength}.");
        });
        windowOption.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is var tokens && (tokens < 2 || tokens % 2 != 0))
                option.AddError($"--window is {tokens}, but must be an even, positive total, half of it to each side, such as {Math.Max(tokens + (tokens & 1), 2)}.");
        });
        var command = new Command($"{from}-to-{to}".ToLowerInvariant(), $"Repeats a {from}'s positions up to the new length, and lets the global projections begin as the local ones.")
        {
            source, target, lengthOption, windowOption,
        };
        command.Does((parsed, output, error) =>
        {
            try
            {
                NativeBackend.EnsureLoaded();
                var folder = parsed.GetValue(target)!;
                var made = convert(parsed.GetValue(source)!, folder, parsed.GetValue(lengthOption), parsed.GetValue(windowOption));
                output.WriteLine($"{made.Architecture ?? $"a {to}"} of {Describe(made)}");
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

    private static string Describe(ConversionResult made)
    {
        var positions = made.Length switch
        {
            _ when made.Length > made.SourceLength => $"its {made.SourceLength:N0} positions repeated to {made.Length:N0}",
            _ when made.Length < made.SourceLength => $"its {made.SourceLength:N0} positions cut to the first {made.Length:N0}",
            _ => $"its {made.SourceLength:N0} positions",
        };
        var tokenizer = made.TokenizerFiles.Count > 0 ? string.Join(", ", made.TokenizerFiles) : "none found";
        var generation = made.HasGenerationConfig ? "; generation_config.json copied" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{made.Layers} layers, window {made.Window}, {positions}; tokenizer: {tokenizer}{generation}");
    }
}

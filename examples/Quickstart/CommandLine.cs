using System.CommandLine;
using AttentionGen;

namespace Quickstart;

/// <summary>What a user can ask for.</summary>
internal static class CommandLine
{
    /// <summary>The model that ships with the program.</summary>
    public static string ShippedModel => Path.Combine(AppContext.BaseDirectory, "model");

    /// <summary>The documents that ship with the program.</summary>
    public static string[] ShippedDocuments => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "documents")).Order(StringComparer.Ordinal)];

    /// <summary>Does what the arguments ask for.</summary>
    public static ExitCode Run(string[] args)
    {
        var files = new Argument<string[]>("files") { Description = "UTF-8 text files; without any, two reviews that ship with the program.", Arity = ArgumentArity.ZeroOrMore };
        var lines = new Option<string[]>("--jsonl")
        {
            Description = "Labels every line of <in>, a JSON object with the field text, and perhaps label and id; writes label and probability to <out>.",
            HelpName = "in> <out", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true,
        };
        var model = new Option<string>("--model") { Description = "A folder with another model on LongDocumentPattern.", DefaultValueFactory = _ => ShippedModel };
        var cut = new Option<bool>("--cut") { Description = "Reads the beginning of texts that are too long, instead of refusing them." };
        var root = new RootCommand(
            $"A Longformer reads long texts and says whether a film review is favourable. Exit codes: {string.Join(", ", Enum.GetValues<ExitCode>().Select(c => $"{(int)c} {c}"))}.")
        {
            files, lines, model, cut,
        };
        root.Validators.Add(result =>
        {
            var named = result.GetResult(files)?.Tokens.Select(token => token.Value).ToArray() ?? [];
            if (named.FirstOrDefault(name => name.StartsWith('-')) is { } option)
                result.AddError($"'{option}' is no option; see --help. A file of that name is ./{option}.");
            if (result.GetResult(lines) is not null && named.Length > 0)
                result.AddError("--jsonl takes two files, and no other file can stand beside it. Put names with spaces in quotes.");
        });
        root.SetAction(parsed => (int)Guard.Run(() =>
        {
            NativeBackend.EnsureLoaded();
            if (parsed.GetValue(lines) is [var input, var output])
            {
                using var interrupt = new Interrupt();
                Report.JsonLines(output, JsonLinesRun.Run(parsed.GetValue(model)!, input, output, parsed.GetValue(cut), interrupt.Token));
            }
            else
            {
                DocumentRun.Run(parsed.GetValue(model)!, parsed.GetValue(files) is { Length: > 0 } named ? named : ShippedDocuments, parsed.GetValue(cut));
            }
        }));
        var result = root.Parse(args);
        var status = result.Invoke();
        return result.Errors.Count > 0 ? ExitCode.Usage : (ExitCode)status;
    }
}

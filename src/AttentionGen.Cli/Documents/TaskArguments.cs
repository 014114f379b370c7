using System.CommandLine;
using System.CommandLine.Parsing;

namespace AttentionGen.Cli.Documents;

/// <summary>The arguments of all commands that do a task with a model: the folder, files, many inputs as JSON lines, and how to run.</summary>
/// <param name="files">What the files are, for the help.</param>
internal abstract class TaskArguments(string files)
{
    private readonly Argument<string?> _folder = new("folder") { Description = "A Hugging Face folder: config.json, the weights, the tokenizer's files. Left out where --model names it.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string[]> _files = new("file") { Description = files, Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _model = new("--model") { Description = "The model's folder; then all other arguments are files.", HelpName = "folder" };
    private readonly Option<string?> _lines = new("--jsonl") { Description = "JSON lines to read, one input each; - for standard input. One JSON line is written for each, in order.", HelpName = "file" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "File for the results, as JSON lines; without it they go to standard output.", HelpName = "file" };
    private readonly Option<int> _budget = NumberOption.Whole("--max-tokens-per-batch", "Most tokens to read at once, padding included.", "tokens", 1, 16384);
    private readonly Option<string> _device = new("--device") { Description = "Where the model runs: cpu, cuda or cuda:<number>.", HelpName = "device", DefaultValueFactory = _ => "cpu" };

    /// <summary>Makes them a command's.</summary>
    public virtual void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_files);
        command.Add(_model);
        command.Add(_lines);
        command.Add(_output);
        command.Add(_budget);
        command.Add(_device);
        command.Validators.Add(result =>
        {
            if ((result.GetValue(_model) ?? result.GetValue(_folder)) is null)
                result.AddError("There is no model. Give its folder as the first argument, or by --model.");
            if (Files(result).Count(file => file == "-") > 1)
                result.AddError("-: standard input can be read once.");
            if (result.GetValue(_lines) is { } lines && lines != "-" && result.GetValue(_output) is { } output && Path.GetFullPath(lines) == Path.GetFullPath(output))
                result.AddError($"--output: {output} is the input as well. Name another file.");
        });
    }

    /// <summary>The model's folder.</summary>
    public string Folder(ParseResult parsed) => (parsed.GetValue(_model) ?? parsed.GetValue(_folder))!;

    /// <summary>The files, - for standard input.</summary>
    protected IReadOnlyList<string> Files(CommandResult command) =>
        [.. command.GetValue(_model) is not null && command.GetValue(_folder) is { } first ? [first] : Array.Empty<string>(), .. command.GetValue(_files) ?? []];

    /// <summary>The JSON-lines file to read, - for standard input; null where the inputs are given otherwise.</summary>
    public string? Lines(ParseResult parsed) => parsed.GetValue(_lines);

    /// <summary>The file to write; null for standard output.</summary>
    public string? Output(ParseResult parsed) => parsed.GetValue(_output);

    /// <summary>Most tokens of a batch.</summary>
    public int Budget(ParseResult parsed) => parsed.GetValue(_budget);

    /// <summary>Where the model shall run.</summary>
    /// <exception cref="UsageException">It is no device's name.</exception>
    public TorchSharp.torch.Device Device(ParseResult parsed) => DeviceName.Parse(parsed.GetValue(_device)!);

    /// <summary>Whether results go to a file; for validators.</summary>
    protected bool HasOutput(CommandResult result) => result.GetValue(_output) is not null;

    /// <summary>Whether JSON lines are to be read; for validators.</summary>
    protected bool HasLines(CommandResult result) => result.GetValue(_lines) is not null;
}

using System.CommandLine;
using System.Text.Json;
using AttentionGen.Models.Tasks;
using static TorchSharp.torch;

namespace AttentionGen.Cli.Documents;

/// <summary>What a command makes of texts.</summary>
/// <typeparam name="TTask">The task.</typeparam>
/// <typeparam name="TResult">Its result for one text.</typeparam>
internal sealed class TextCommand<TTask, TResult> where TTask : TextTask
{
    /// <summary>The task of a folder, on a device.</summary>
    public required Func<string, Device, TTask> Load { get; init; }

    /// <summary>Refuses what <see cref="TextTask.Check"/> does not: wrong fields of a line.</summary>
    public Action<TTask, TextDocument>? Check { get; init; }

    /// <summary>Does the task: the results of texts, in order.</summary>
    public required Func<TTask, IReadOnlyList<string>, TextReading, IReadOnlyList<TResult>> Run { get; init; }

    /// <summary>See <see cref="DocumentRun{TInput, TResult}.Together"/>.</summary>
    public int Together { get; init; } = 512;

    /// <summary>Writes a result's fields to its JSON line.</summary>
    public required Action<Utf8JsonWriter, TTask, TextDocument, TResult> Fields { get; init; }

    /// <summary>Writes a result for people.</summary>
    public required Action<TextWriter, TTask, TextDocument, TResult> Print { get; init; }

    /// <summary>What is to be said at the end.</summary>
    public Action<TextWriter>? Summary { get; init; }

    /// <summary>Reads the texts that the arguments name, and writes the results.</summary>
    public ExitCode Invoke(TextArguments arguments, ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        using var task = Load(arguments.Folder(parsed), arguments.Device(parsed));
        var (cut, path) = (arguments.Cut(parsed), arguments.Output(parsed));
        if (cut > task.MaxLength)
            throw new UsageException($"--cut: give 3 to {task.MaxLength} tokens; the model reads no more.");
        var inputs = arguments.Documents(parsed, Checked, cancellation);
        using var writer = ResultOutput.Open(path, output);
        var run = new DocumentRun<TextDocument, TResult>
        {
            Together = Together,
            Run = (documents, progress, stop) => Run(task, [.. documents.Select(d => d.Text)], new TextReading(cut, arguments.Budget(parsed), progress, stop, writer)),
            Results = arguments.Lines(parsed) is null && path is null
                ? new PlainResults<TextDocument, TResult>(writer, (to, document, result) => Print(to, task, document, result))
                : new JsonResults<TextDocument, TResult>(writer, (json, document, result) => Fields(json, task, document, result)),
        };
        var code = run.Read(inputs, error, cancellation);
        Summary?.Invoke(error);
        return code;

        void Checked(TextDocument document)
        {
            task.Check(document.Text, cut);
            Check?.Invoke(task, document);
        }
    }
}

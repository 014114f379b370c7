using System.CommandLine;
using System.CommandLine.Parsing;

namespace AttentionGen.Cli.Documents;

/// <summary>The arguments of commands that read texts: given in words, as files, on standard input, or as JSON lines.</summary>
internal class TextArguments() : TaskArguments("UTF-8 text files, one document each; - for standard input.")
{
    private readonly Option<string[]> _texts = new("--text") { Description = "A text itself; may be repeated." };
    private readonly Option<int?> _cut = NumberOption.Whole(
        "--cut", "Reads at most so many tokens of a text, special ones included; texts that are too long are refused without it.", "tokens", 3);

    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Add(_texts);
        command.Add(_cut);
        command.Validators.Add(result =>
        {
            var given = Given(result);
            if (HasLines(result) == given > 0)
                result.AddError(given > 0 ? "--jsonl: no other text can stand beside it." : "There is no text. Give --text, a file, - for standard input, or --jsonl.");
        });
    }

    /// <summary>How many texts and files are named.</summary>
    protected int Given(CommandResult command) => Files(command).Count + (command.GetValue(_texts) ?? []).Length;

    /// <summary>Most tokens of a text; null refuses what is too long.</summary>
    public int? Cut(ParseResult parsed) => parsed.GetValue(_cut);

    /// <summary>The documents, in the order of texts, files or lines; read one by one.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="check">Refuses by an <see cref="ArgumentException"/> (or <see cref="Models.Training.TrainingException"/>) what the task cannot read.</param>
    /// <param name="cancellation">Ends the wait for standard input.</param>
    public IEnumerable<Incoming<TextDocument>> Documents(ParseResult parsed, Action<TextDocument> check, CancellationToken cancellation)
    {
        if (Lines(parsed) is { } lines)
            return InputLines.Read(lines, line => Checked(new TextDocument("", line.Text("text"), line)), cancellation);
        var texts = (parsed.GetValue(_texts) ?? []).Select((text, i) => Incoming<TextDocument>.Of($"--text {i + 1}", null, () => Checked(new TextDocument(TextDocument.Shortened(text), text))));
        return texts.Concat(Files(parsed.CommandResult).Select(file => Incoming<TextDocument>.Of(
            file, file, () => Checked(new TextDocument(file == "-" ? StandardInput.Name : Path.GetFileName(file), NamedText.Read(file, cancellation))))));

        TextDocument Checked(TextDocument document)
        {
            check(document);
            return document;
        }
    }
}

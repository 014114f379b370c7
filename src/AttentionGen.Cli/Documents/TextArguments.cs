using System.CommandLine;

namespace AttentionGen.Cli.Documents;

/// <summary>The arguments of commands that read texts: given in words, as files, on standard input, or as JSON lines.</summary>
internal sealed class TextArguments : TaskArguments
{
    private readonly Argument<string[]> _files = new("file") { Description = "UTF-8 text files, one document each; - for standard input.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _texts = new("--text") { Description = "A text itself; may be repeated." };
    private readonly Option<int?> _cut = NumberOption.Whole(
        "--cut", "Reads at most so many tokens of a text, special ones included; texts that are too long are refused without it.", "tokens", 3);

    public override void AddTo(Command command)
    {
        base.AddTo(command);
        command.Add(_files);
        command.Add(_texts);
        command.Add(_cut);
        command.Validators.Add(result =>
        {
            var given = (result.GetValue(_files) ?? []).Length + (result.GetValue(_texts) ?? []).Length;
            if (HasLines(result) == given > 0)
                result.AddError(given > 0 ? "--jsonl: no other text can stand beside it." : "There is no text. Give --text, a file, - for standard input, or --jsonl.");
            if ((result.GetValue(_files) ?? []).Count(file => file == "-") > 1)
                result.AddError("-: standard input can be read once.");
        });
    }

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
        return texts.Concat((parsed.GetValue(_files) ?? []).Select(file => Incoming<TextDocument>.Of(
            file, file, () => Checked(new TextDocument(file == "-" ? StandardInput.Name : Path.GetFileName(file), NamedText.Read(file, cancellation))))));

        TextDocument Checked(TextDocument document)
        {
            check(document);
            return document;
        }
    }
}

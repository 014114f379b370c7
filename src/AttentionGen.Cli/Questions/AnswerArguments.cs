using System.CommandLine;
using AttentionGen.Cli.Documents;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.Training;

namespace AttentionGen.Cli.Questions;

/// <summary>The arguments of <c>answer</c>.</summary>
internal sealed class AnswerArguments() : TaskArguments("UTF-8 text files that may hold the answer, each on its own; - for standard input.")
{
    private static readonly AnswerOptions s_usual = new();

    private readonly Option<string[]> _texts = new("--text") { Description = "A text itself; may be repeated." };
    private readonly Option<string?> _question = new("--question", "-q") { Description = "The question." };
    private readonly Option<int> _top = NumberOption.Whole("--top", "Most answers to name, the best first.", "answers", 1, s_usual.Top);
    private readonly Option<int> _longest = NumberOption.Whole("--max-answer", "Most tokens of an answer.", "tokens", 1, s_usual.MaxAnswerTokens);
    private readonly Option<int?> _stride = NumberOption.Whole("--stride", "Least tokens that neighbouring windows share, where a text does not fit; 128 when not given, or half of a window that holds less than twice as many.", "tokens", 0);
    private readonly Option<double?> _threshold = NumberOption.Real(
        "--null-threshold", "Says \"no answer\" where the first token scores more than this above the best answer. For models that were trained on questions without answers.", "score");

    public override void AddTo(Command command)
    {
        base.AddTo(command);
        foreach (var option in new Option[] { _question, _texts, _top, _longest, _stride, _threshold })
            command.Add(option);
        command.Validators.Add(result =>
        {
            var given = Files(result).Count + (result.GetValue(_texts) ?? []).Length;
            if (HasLines(result) && (given > 0 || result.GetValue(_question) is not null))
                result.AddError("--jsonl: its lines hold questions and texts; no other can stand beside it.");
            if (!HasLines(result) && (given == 0 || result.GetValue(_question) is null))
                result.AddError("There is no question, or no text. Give --question and --text, a file, or - for standard input; or give --jsonl.");
        });
    }

    /// <summary>How to search.</summary>
    public AnswerOptions Options(ParseResult parsed) => new()
    {
        Top = parsed.GetValue(_top),
        MaxAnswerTokens = parsed.GetValue(_longest),
        Stride = parsed.GetValue(_stride),
        NullThreshold = parsed.GetValue(_threshold),
        TokenBudget = Budget(parsed),
    };

    /// <summary>The questions, in the order of texts, files or lines; read one by one.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="check">Refuses what the model cannot read.</param>
    /// <param name="cancellation">Ends the wait for standard input.</param>
    public IEnumerable<Incoming<AskedQuestion>> Questions(ParseResult parsed, Action<ContextQuestion> check, CancellationToken cancellation)
    {
        if (Lines(parsed) is { } lines)
            return InputLines.Read(lines, Line, cancellation);
        var question = parsed.GetValue(_question)!;
        var texts = (parsed.GetValue(_texts) ?? []).Select((text, i) => Incoming<AskedQuestion>.Of($"--text {i + 1}", null, () => Checked(TextDocument.Shortened(text), question, text, null)));
        return texts.Concat(Files(parsed.CommandResult).Select(file => Incoming<AskedQuestion>.Of(
            file, file, () => Checked(file == "-" ? StandardInput.Name : Path.GetFileName(file), question, NamedText.Read(file, cancellation), null))));

        AskedQuestion Line(JsonLine line) => Checked("", line.Text("question"), line.Text("context"), NamedText.List(line, "answers"));

        AskedQuestion Checked(string title, string asked, string context, string[]? gold)
        {
            var read = new AskedQuestion(title, new ContextQuestion(asked, context), gold);
            check(read.Question);
            return read;
        }
    }
}

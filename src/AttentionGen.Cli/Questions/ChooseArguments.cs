using System.CommandLine;
using System.Text.Json;
using AttentionGen.Cli.Documents;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.Training;

namespace AttentionGen.Cli.Questions;

/// <summary>The arguments of <c>choose</c>.</summary>
internal sealed class ChooseArguments() : TaskArguments("UTF-8 text files to read behind the question and --text, one document each; - for standard input.")
{
    private readonly Option<string[]> _texts = new("--text", "--document") { Description = "A document itself; may be repeated." };
    private readonly Option<string?> _question = new("--question", "-q") { Description = "The question." };
    private readonly Option<string[]> _candidates = new("--candidate", "-c") { Description = "A possible answer; repeat it for each." };
    private readonly Option<bool> _cut = new("--cut-documents") { Description = "Leaves out the end of the documents where they do not fit; such questions are refused without it." };

    public override void AddTo(Command command)
    {
        base.AddTo(command);
        foreach (var option in new Option[] { _question, _candidates, _texts, _cut })
            command.Add(option);
        command.Validators.Add(result =>
        {
            var (question, candidates) = (result.GetValue(_question), result.GetValue(_candidates) ?? []);
            if (HasLines(result) && (question is not null || candidates.Length > 0 || result.GetValue(_texts) is { Length: > 0 } || Files(result).Count > 0))
                result.AddError("--jsonl: its lines hold questions, candidates and documents; no other can stand beside it.");
            if (!HasLines(result) && (question is null || candidates.Length == 0))
                result.AddError("There is no question, or no candidate. Give --question and a --candidate for each possible answer; or give --jsonl.");
        });
    }

    /// <summary>How to read.</summary>
    public ChoiceOptions Options(ParseResult parsed) => new() { CutDocuments = parsed.GetValue(_cut), TokenBudget = Budget(parsed) };

    /// <summary>The question, or those of the lines; read one by one.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="check">Refuses what the model cannot read.</param>
    /// <param name="cancellation">Ends the wait for standard input.</param>
    public IEnumerable<Incoming<AskedChoice>> Questions(ParseResult parsed, Action<ChoiceQuestion> check, CancellationToken cancellation)
    {
        if (Lines(parsed) is { } lines)
            return InputLines.Read(lines, line => Checked(new AskedChoice(Question(line), Right(line))), cancellation);
        return [Incoming<AskedChoice>.Of("--question", null, () => Checked(new AskedChoice(Given(), null)))];

        ChoiceQuestion Given() => new(
            parsed.GetValue(_question)!, parsed.GetValue(_candidates)!,
            [.. parsed.GetValue(_texts) ?? [], .. Files(parsed.CommandResult).Select(file => NamedText.Read(file, cancellation))]);

        AskedChoice Checked(AskedChoice asked)
        {
            check(asked.Question);
            return asked;
        }
    }

    private static ChoiceQuestion Question(JsonLine line) => new(
        line.Text("question"), NamedText.List(line, "candidates") ?? throw line.Refuse("there is no field \"candidates\". Give a list of strings."), NamedText.List(line, "documents") ?? []);

    private static string? Right(JsonLine line)
    {
        if (line.Find("answer") is null or { ValueKind: JsonValueKind.Null })
            return null;
        var answer = line.Text("answer");
        return NamedText.List(line, "candidates")!.Contains(answer) ? answer : throw line.Refuse($"the answer \"{answer}\" is none of the candidates.");
    }
}

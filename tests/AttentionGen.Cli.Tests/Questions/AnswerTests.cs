using System.Text.Json;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Tests.Questions;

public class AnswerTests : TinyModel
{
    private const string Question = "Who?", Context = "Tim met Bob"; // 4 and 11 tokens; no part of it is an article alone
    private static readonly string s_long = string.Concat(Enumerable.Repeat(Context + "\n", 8)); // 96

    public AnswerTests() => Save(config => new LongformerForQuestionAnswering(config, config.CompilePattern()));

    [Fact]
    public void The_answer_is_the_librarys()
    {
        using var answerer = QuestionAnswerer.FromPretrained(Folder);
        var best = answerer.Answer(Question, Context, cancellation: TestContext.Current.CancellationToken).Best!;
        var run = Tool.Run("answer", Folder, "--question", Question, "--text", Context);
        Assert.Equal(0, run.Status);
        Assert.Equal($"{Context}: {best.Text}, probability {best.Probability:0.000}, characters {best.Start} to {best.End}\n", run.Output);
        Assert.Empty(run.Errors);
        var file = Write("letter.txt", Context);
        Assert.Equal("letter.txt" + run.Output[Context.Length..], Tool.Run("answer", Folder, file, "-q", Question).Output);
    }

    [Fact]
    public void Several_answers_are_named_the_best_first()
    {
        var lines = Tool.Run("answer", Folder, "-q", Question, "--text", Context, "--top", "4", "--max-answer", "1").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^Tim met Bob: \S, probability 0\.\d{3}, characters \d+ to \d+$", line));
    }

    [Fact]
    public void Texts_that_do_not_fit_are_read_in_windows_and_that_is_said()
    {
        var run = Tool.Run("answer", Folder, "-q", Question, "--text", s_long, "--text", Context, "--stride", "20");
        Assert.Equal(0, run.Status);
        Assert.Equal(2, run.Output.Split('\n').Length - 1);
        Assert.Equal("1 of 2 texts did not fit and were read in overlapping windows, at most 7 each", Assert.Single(run.Errors)); // 32 + 6 x 12 >= 96
    }

    [Fact]
    public void Lines_give_lines_and_scores()
    {
        var said = Tool.Run("answer", Folder, "-q", Question, "--text", Context).Output.Split(": ")[1].Split(", probability")[0];
        var lines = Write("in.jsonl", $$"""
            {"id": 7, "question": "{{Question}}", "context": "{{Context}}", "answers": [{{JsonSerializer.Serialize(said)}}, "nobody at all"]}
            {"id": "long", "question": "{{Question}}", "context": {{JsonSerializer.Serialize(s_long)}}}
            {"id": "wrong", "question": "{{Question}}", "context": 5}

            {"question": "{{new string('x', 37)}}", "context": "{{Context}}"}
            {"question": "{{Question}}", "context": "", "answers": ["Tim"]}
            """);
        var run = Tool.Run("answer", Folder, "--jsonl", lines, "--top", "2");
        Assert.Equal(1, run.Status);
        var results = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(5, results.Length);
        Assert.Equal(7, results[0].GetProperty("id").GetInt32());
        Assert.Equal(said, results[0].GetProperty("answer").GetString());
        var (start, end) = (results[0].GetProperty("start").GetInt32(), results[0].GetProperty("end").GetInt32());
        Assert.Equal(said, Context[start..end]);
        Assert.Equal(1, results[0].GetProperty("windows").GetInt32());
        var spans = results[0].GetProperty("spans").EnumerateArray().ToArray();
        Assert.Equal(2, spans.Length);
        Assert.Equal(said, spans[0].GetProperty("text").GetString());
        Assert.True(spans[0].GetProperty("probability").GetDouble() >= spans[1].GetProperty("probability").GetDouble());
        Assert.Equal("long", results[1].GetProperty("id").GetString());
        Assert.True(results[1].GetProperty("windows").GetInt32() > 1);
        Assert.Contains("in.jsonl, line 3: \"context\" must be a string", results[2].GetProperty("error").GetString());
        Assert.Contains("in.jsonl, line 5: A question of 37 tokens", results[3].GetProperty("error").GetString());
        Assert.Equal(JsonValueKind.Null, results[4].GetProperty("answer").ValueKind);
        Assert.Equal(["1 of 3 texts did not fit and were read in overlapping windows, at most 5 each", "exact match 0.500, F1 0.500 on the 2 that had answers"], run.Errors.Skip(2));
    }

    [Fact]
    public void No_answer_is_said_where_a_threshold_is_given()
    {
        Assert.Equal($"{Context}: no answer\n", Tool.Run("answer", Folder, "-q", Question, "--text", Context, "--null-threshold", "-1000").Output);
        var output = PathOf("out.jsonl");
        Assert.Equal(0, Tool.Run("answer", Folder, "-q", Question, "--text", Context, "--null-threshold", "-1000", "--output", output).Status);
        var result = JsonDocument.Parse(File.ReadAllText(output)).RootElement;
        Assert.Equal(JsonValueKind.Null, result.GetProperty("answer").ValueKind);
        Assert.False(result.TryGetProperty("start", out _));
    }

    [Fact]
    public void Wrong_arguments_end_with_2()
    {
        Assert.Equal(2, Tool.Run("answer", Folder, "--text", Context).Status);
        Assert.Equal(2, Tool.Run("answer", Folder, "-q", Question).Status);
        Assert.Equal(2, Tool.Run("answer", Folder, "--jsonl", "x", "-q", Question).Status);
        Assert.Equal(2, Tool.Run("answer", Folder, "-q", Question, "--text", Context, "--top", "0").Status);
        Assert.Equal(2, Tool.Run("answer", Folder, "-q", Question, "--text", Context, "--stride", "-1").Status);
        Assert.Equal(2, Tool.Run("answer", Folder, "-q", Question, "--text", Context, "--null-threshold", "high").Status);
        var run = Tool.Run("answer", Folder, "-q", Question, "--text", Context, "--max-answer", "many");
        Assert.Equal((2, "--max-answer: give a whole number of 1 or more."), (run.Status, run.Errors[0]));
        Assert.Equal(2, Tool.Run("answer", Folder, "-q", Question, "--text", Context, "--max-tokens-per-batch", "many").Status);
    }

    [Fact]
    public void Windows_that_cannot_share_so_much_are_told()
    {
        var run = Tool.Run("answer", Folder, "-q", Question, "--text", s_long, "--stride", "32");
        Assert.Equal(1, run.Status);
        Assert.Contains("--text 1: Windows cannot share 32 tokens", Assert.Single(run.Errors));
    }

    [Fact]
    public void A_model_of_another_kind_is_refused()
    {
        var run = Tool.Run("choose", Folder, "-q", Question, "-c", "Ann", "-c", "Bob");
        Assert.Equal(1, run.Status);
        Assert.Contains("LongformerForQuestionAnswering", Assert.Single(run.Errors));
    }
}

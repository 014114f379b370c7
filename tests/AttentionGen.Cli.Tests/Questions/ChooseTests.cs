using System.Text.Json;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Longformer;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Tests.Questions;

public class ChooseTests : TinyModel
{
    public ChooseTests() => Save(config => new LongformerForMultipleChoice(config, config.CompilePattern()));

    [Fact]
    public void The_choice_is_the_librarys()
    {
        using var chooser = CandidateChooser.FromPretrained(Folder);
        var choice = chooser.Choose(new ChoiceQuestion("Who?", ["Ann", "Bob", "both"], ["Ann met.", "Bob"]), cancellation: TestContext.Current.CancellationToken);
        var run = Tool.Run("choose", Folder, Write("bob.txt", "Bob"), "-q", "Who?", "-c", "Ann", "-c", "Bob", "-c", "both", "--document", "Ann met.");
        Assert.Equal(0, run.Status);
        Assert.Empty(run.Errors);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal($"{choice.Candidate}, probability {choice.Probability:0.000}", lines[0]);
    }

    [Fact]
    public void Lines_give_lines_and_the_accuracy()
    {
        var said = Tool.Run("choose", Folder, "-q", "Who?", "-c", "Ann", "-c", "Bob").Output.Split(',')[0];
        var lines = Write("in.jsonl", $$"""
            {"id": 1, "question": "Who?", "candidates": ["Ann", "Bob"], "documents": [], "answer": "{{said}}"}
            {"id": 2, "question": "Who?", "candidates": ["Ann", "Bob"], "answer": "{{(said == "Ann" ? "Bob" : "Ann")}}"}
            {"id": 3, "question": "Who?", "candidates": ["Ann", "Bob"], "answer": "Eve"}
            {"id": 4, "question": "Who?", "documents": ["Ann"]}
            {"id": 5, "question": "Who?", "candidates": "Ann"}
            {"id": 6, "question": "Who?", "candidates": ["Ann"], "documents": ["{{new string('x', 50)}}"]}
            """);
        var run = Tool.Run("choose", Folder, "--jsonl", lines);
        Assert.Equal(1, run.Status);
        var results = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([1, 2, 3, 4, 5, 6], results.Select(r => r.GetProperty("id").GetInt32()));
        Assert.Equal(said, results[0].GetProperty("answer").GetString());
        Assert.Equal(said == "Ann" ? 0 : 1, results[0].GetProperty("index").GetInt32());
        Assert.Equal(1, results[0].GetProperty("probabilities").EnumerateArray().Sum(p => p.GetDouble()), 1e-5);
        Assert.All(new[] { (2, "Eve"), (3, "candidates"), (4, "list of strings"), (5, "reads at most 33") }, wrong =>
            Assert.Contains(wrong.Item2, results[wrong.Item1].GetProperty("error").GetString()));
        Assert.Equal("accuracy 0.500 on the 2 that had a label", run.Errors[^1]);
    }

    [Fact]
    public void Documents_are_cut_on_request_and_that_is_said()
    {
        var run = Tool.Run("choose", Folder, "-q", "Who?", "-c", "Ann", "-c", "Bob", "--text", new string('x', 50), "--cut-documents");
        Assert.Equal(0, run.Status);
        Assert.Equal("1 of 1 questions had documents that did not fit: their end was not read", Assert.Single(run.Errors));
        Assert.Equal(1, Tool.Run("choose", Folder, "-q", "Who?", "-c", "Ann", "--text", new string('x', 50)).Status);
    }

    [Fact]
    public void Wrong_arguments_end_with_2()
    {
        Assert.Equal(2, Tool.Run("choose", Folder, "-q", "Who?").Status);
        Assert.Equal(2, Tool.Run("choose", Folder, "-c", "Ann").Status);
        Assert.Equal(2, Tool.Run("choose", Folder, "--jsonl", "x", "-c", "Ann").Status);
    }
}

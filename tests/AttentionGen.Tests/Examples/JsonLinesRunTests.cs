using System.Text.Json.Nodes;
using AttentionGen.Models.Training;
using AttentionGen.Tests.Support;
using Quickstart;

namespace AttentionGen.Tests.Examples;

/// <summary>Many texts at once.</summary>
public sealed class JsonLinesRunTests : TemporaryFolder
{
    private const string Good = "A wonderful, moving film. I loved every minute of it, and the acting is superb.";
    private const string Bad = "A dull, awful waste of time. The plot is stupid and the acting is terrible. Avoid it.";

    private (int Texts, int Labelled, int Right) Run(bool cut = false, params string[] lines)
    {
        File.WriteAllLines(PathOf("in.jsonl"), lines);
        return JsonLinesRun.Run(CommandLine.ShippedModel, PathOf("in.jsonl"), PathOf("out.jsonl"), cut, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Labels_stand_in_the_order_of_the_texts()
    {
        var counts = Run(cut: false, $$"""{"id": 7, "text": "{{Good}}", "label": "pos"}""", $$"""{"text": "{{Bad}}"}""", $$"""{"text": "{{Good}} {{Good}}", "label": "neg"}""");
        Assert.Equal((3, 2, 1), counts);
        var lines = File.ReadLines(PathOf("out.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        Assert.Equal(["pos", "neg", "pos"], lines.Select(line => (string?)line["label"]));
        Assert.All(lines, line => Assert.InRange((double)line["probability"]!, 0.5, 1));
        Assert.Equal(["id", "label", "probability", "expected"], lines[0].Select(field => field.Key));
        Assert.Equal(7, (int)lines[0]["id"]!);
        Assert.Equal(["label", "probability"], lines[1].Select(field => field.Key));
    }

    [Fact]
    public void More_texts_than_are_held_together_keep_their_order()
    {
        Run(cut: false, [.. Enumerable.Range(0, 1100).Select(i => $$"""{"id": {{i}}, "text": "{{(i % 3 == 0 ? Good : Bad)}}"}""")]);
        var lines = File.ReadLines(PathOf("out.jsonl")).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal(Enumerable.Range(0, 1100), lines.Select(line => (int)line["id"]!));
        Assert.All(lines, (line, i) => Assert.Equal(i % 3 == 0 ? "pos" : "neg", (string?)line["label"]));
    }

    [Theory]
    [InlineData("""{"txt": "x"}""", "no field \"text\"")]
    [InlineData("""{"text": " "}""", "the text is empty")]
    [InlineData("""{"text": "x", "label": "good"}""", "the label is \"good\", but the model tells neg, pos apart")]
    [InlineData("""{"text": "x", "label": 1}""", "\"label\" must be a string")]
    [InlineData("""{"text": "\ud800"}""", "half of a surrogate pair")]
    [InlineData("x", "not valid JSON")]
    public void A_wrong_line_is_refused_before_any_is_labelled(string line, string reason)
    {
        File.WriteAllText(PathOf("out.jsonl"), "kept");
        var error = Assert.Throws<TrainingException>(() => Run(cut: false, $$"""{"text": "{{Good}}"}""", line));
        Assert.Contains("in.jsonl, line 2", error.Message);
        Assert.Contains(reason, error.Message);
        Assert.Equal("kept", File.ReadAllText(PathOf("out.jsonl")));
        Assert.False(File.Exists(PathOf("out.jsonl.tmp")));
    }

    [Fact]
    public void A_text_is_cut_only_when_told()
    {
        var line = $$"""{"text": "{{string.Concat(Enumerable.Repeat("good ", 5000))}}"}""";
        Assert.Contains("--cut", Assert.Throws<TrainingException>(() => Run(cut: false, line)).Message);
        Assert.Equal(1, Run(cut: true, line).Texts);
    }

    [Fact]
    public void The_input_is_never_overwritten()
    {
        File.WriteAllText(PathOf("in.jsonl"), "{}");
        Assert.Equal(ExitCode.BadFile, Assert.Throws<Refusal>(() =>
            JsonLinesRun.Run(CommandLine.ShippedModel, PathOf("in.jsonl"), PathOf("in.jsonl"), false, TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void A_cancelled_run_writes_nothing()
    {
        File.WriteAllText(PathOf("in.jsonl"), $$"""{"text": "{{Good}}"}""");
        Assert.ThrowsAny<OperationCanceledException>(() =>
            JsonLinesRun.Run(CommandLine.ShippedModel, PathOf("in.jsonl"), PathOf("out.jsonl"), false, new CancellationToken(canceled: true)));
        Assert.Equal([PathOf("in.jsonl")], Directory.GetFiles(Path.GetDirectoryName(PathOf("x"))!));
    }
}

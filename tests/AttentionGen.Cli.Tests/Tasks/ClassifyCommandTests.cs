using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Longformer;

namespace AttentionGen.Cli.Tests.Tasks;

/// <summary>attentiongen classify, and what it has in common with other commands over texts.</summary>
public class ClassifyCommandTests : TinyFolder
{
    private static string Shipped => Repository.Path("examples", "Quickstart", "model");

    private static string Document(string name) => Repository.Path("examples", "Quickstart", "documents", name);

    [Fact]
    public void Texts_and_files_get_a_line_each()
    {
        var run = Tool.Run("classify", Shipped, "--text", "A wonderful,\nmoving film.", "--text", "Terrible, dull.", Document("plan-nine.txt"), Document("the-general.txt"));
        Assert.Equal((0, 0), (run.Status, run.Errors.Count));
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.StartsWith("A wonderful, moving film.: pos, probability 0.99", lines[0]);
        Assert.StartsWith("Terrible, dull.: neg, probability 0.9", lines[1]);
        Assert.Equal("plan-nine.txt: neg, probability 0.993, 2,499 tokens", lines[2]);
        Assert.Equal("the-general.txt: pos, probability 0.995, 2,405 tokens", lines[3]);
    }

    [Fact]
    public void Lines_keep_their_order_and_wrong_ones_are_named()
    {
        var input = PathOf("in.jsonl");
        File.WriteAllBytes(input,
        [
            .. "{\"text\":\"A wonderful, moving film.\",\"label\":\"pos\",\"id\":7}\n\n{\"text\":\"Dull and bad.\",\"label\":\"pos\",\"id\":\"x\"}\n{\"text\":3,\"id\":[1]}\nbroken\n{\"text\":\""u8,
            0xFF, .. "\"}\n{\"text\":\"fine\",\"label\":\"meh\",\"id\":9}\n{\"text\":\"A great film about 東京 😀\"}"u8,
        ]);
        var run = Tool.Run("classify", Shipped, "--jsonl", input);
        Assert.Equal(1, run.Status);
        var lines = Lines(run.Output);
        Assert.Equal(["7", "\"x\"", "[1]", "-", "-", "9", "-"], lines.Select(line => line.TryGetProperty("id", out var id) ? id.GetRawText() : "-"));
        Assert.Equal(["pos", "neg", null, null, null, null, "pos"], lines.Select(line => line.TryGetProperty("label", out var label) ? label.GetString() : null));
        Assert.Equal(lines[0].GetProperty("probability").GetDouble(), lines[0].GetProperty("probabilities").GetProperty("pos").GetDouble());
        Assert.Equal(5, run.Errors.Count);
        Assert.Contains("in.jsonl, line 4: \"text\" must be a string, but is 3.", run.Errors[0]);
        Assert.Contains("in.jsonl, line 5 is not valid JSON", run.Errors[1]);
        Assert.Contains("in.jsonl, line 6: its byte 9, 0xFF, is no UTF-8", run.Errors[2]);
        Assert.Contains("in.jsonl, line 7: the label is \"meh\", but the model tells neg, pos apart.", run.Errors[3]);
        Assert.Equal("accuracy 0.500 on the 2 that had a label", run.Errors[4]);
        Assert.Equal(run.Errors.Take(4), lines.Skip(2).Take(4).Select(line => line.GetProperty("error").GetString()));
    }

    [Fact]
    public void Many_lines_are_read_in_windows_and_written_in_order()
    {
        using (var model = new LongformerForSequenceClassification(Config with { Labels = ["a", "b", "c"] }, Config.CompilePattern()))
            model.Save(Folder);
        var input = Write("many.jsonl", string.Concat(Enumerable.Range(0, 1100).Select(i => $"{{\"id\":{i},\"text\":\"{string.Concat(Enumerable.Repeat("low ", 1 + (i * 7 % 31)))}\"}}\n")));
        var output = PathOf("out.jsonl");
        var run = Tool.Run("classify", Folder, "--jsonl", input, "--output", output, "--max-tokens-per-batch", "2000");
        Assert.Equal((0, "", 0), (run.Status, run.Output, run.Errors.Count));
        var lines = Lines(File.ReadAllText(output));
        Assert.Equal(Enumerable.Range(0, 1100), lines.Select(line => line.GetProperty("id").GetInt32()));
        // Lines 0 and 31, 1 and 32, ... have the same text.
        Assert.All(Enumerable.Range(0, 1069), i => Assert.Equal(lines[i].GetProperty("probability").GetDouble(), lines[i + 31].GetProperty("probability").GetDouble(), 2e-5));
        Assert.True(lines.Select(line => line.GetProperty("probability").GetDouble()).Distinct().Count() > 20);
    }

    [Fact]
    public void Several_labels_and_numbers_are_told_as_such()
    {
        using (var model = new LongformerForSequenceClassification(Config with { Labels = ["a", "b"], ProblemType = ProblemType.MultiLabelClassification }, Config.CompilePattern()))
            model.Save(Folder);
        var all = Lines(Tool.Run("classify", Folder, "--jsonl", Write("in.jsonl", "{\"text\":\"low\"}"), "--threshold", "0").Output)[0];
        Assert.Equal("[\"a\",\"b\"]", all.GetProperty("labels").GetRawText());
        Assert.StartsWith("low: no label (a 0.", Tool.Run("classify", Folder, "--text", "low", "--threshold", "1").Output);

        using (var model = new LongformerForSequenceClassification(Config with { Labels = ["stars"] }, Config.CompilePattern()))
            model.Save(Folder);
        var score = Lines(Tool.Run("classify", Folder, "--jsonl", PathOf("in.jsonl")).Output)[0].GetProperty("scores").GetProperty("stars").GetDouble();
        Assert.Equal($"low: stars {score:0.000000}\n", Tool.Run("classify", Folder, "--text", "low").Output);
    }

    [Fact]
    public void What_cannot_be_read_is_told_and_the_rest_goes_on()
    {
        using (var model = new LongformerForSequenceClassification(Config, Config.CompilePattern()))
            model.Save(Folder);
        var damaged = PathOf("damaged.txt");
        File.WriteAllBytes(damaged, [.. "low "u8, 0x80]);
        var run = Tool.Run("classify", Folder, PathOf("none.txt"), damaged, Write("long.txt", new string('x', 63)), Write("good.txt", "low"));
        Assert.Equal(1, run.Status);
        Assert.StartsWith("good.txt: LABEL_", run.Output);
        Assert.Equal(3, run.Errors.Count);
        Assert.Contains("none.txt", run.Errors[0]);
        Assert.Contains("damaged.txt: byte 4, 0x80, is no UTF-8", run.Errors[1]);
        Assert.Contains("long.txt: A text has 65 tokens, but the model reads at most 64.", run.Errors[2]);
        Assert.Contains(", 5 tokens", Tool.Run("classify", Folder, PathOf("long.txt"), "--cut", "5").Output);

        var lines = Lines(Tool.Run("classify", Folder, PathOf("long.txt"), PathOf("good.txt"), "--output", PathOf("out.jsonl")) is { Output: "" } ? File.ReadAllText(PathOf("out.jsonl")) : "");
        Assert.Equal([PathOf("long.txt"), PathOf("good.txt")], lines.Select(line => line.GetProperty("id").GetString()));
        Assert.Contains("65 tokens", lines[0].GetProperty("error").GetString());
    }

    [Theory]
    [InlineData(2, "There is no text")]
    [InlineData(2, "--jsonl: no other text can stand beside it", "--text", "a", "--jsonl", "b")]
    [InlineData(2, "is the input as well", "--jsonl", "./b", "--output", "b")]
    [InlineData(2, "standard input can be read once", "-", "-")]
    [InlineData(2, "--max-tokens-per-batch: give a whole number of 1 or more", "--text", "a", "--max-tokens-per-batch", "0")]
    [InlineData(2, "--cut: give a whole number of 3 or more", "--text", "a", "--cut", "2")]
    [InlineData(2, "--cut: give 3 to 4096", "--text", "a", "--cut", "4097")]
    [InlineData(2, "--threshold: give a number of 0 or more", "--text", "a", "--threshold", "much")]
    [InlineData(2, "--device: \"gpu\" is no device", "--text", "a", "--device", "gpu")]
    [InlineData(2, "--device: cuda:99 is not there", "--text", "a", "--device", "cuda:99")]
    [InlineData(1, "There is no file 'b'", "--jsonl", "b")]
    public void Wrong_arguments_are_named(int status, string message, params string[] arguments)
    {
        var run = Tool.Run(["classify", Shipped, .. arguments]);
        Assert.Equal(status, run.Status);
        Assert.Contains(message, run.Errors[0]);
    }

    [Fact]
    public void Folders_of_other_kinds_are_refused()
    {
        var run = Tool.Run("classify", Repository.Path("tests", "Goldens", "longformer-qa"), "--text", "a");
        Assert.Equal(1, run.Status);
        Assert.Contains("holds a LongformerForQuestionAnswering, but the task needs a LongformerForSequenceClassification", Assert.Single(run.Errors));
        Assert.Equal(1, Tool.Run("classify", PathOf("nowhere"), "--text", "a").Status);
    }
}

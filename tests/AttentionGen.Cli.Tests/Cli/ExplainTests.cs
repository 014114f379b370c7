using System.Text;
using AttentionGen.Cli.Documents;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Tests.Cli;

/// <summary>attentiongen explain on the shipped classifier: what the library says, and messages for what no document is.</summary>
public class ExplainTests : TemporaryFolder
{
    private const string Text = "It was slow and dull. I loved the music, though!";

    private static readonly string s_model = Repository.Path("examples", "Quickstart", "model");

    [Fact]
    public void A_text_is_explained_as_the_library_does()
    {
        var run = Tool.Run("explain", s_model, "--text", Text);
        Assert.Equal((0, Explanation().ToText()), (run.Status, run.Output));
        Assert.Matches("^(neg|pos), probability 0\\.[0-9]{3}, ", run.Output);
        Assert.Contains("I loved the music, though!\n", run.Output);
    }

    [Fact]
    public void A_file_a_layer_and_a_cut_are_taken()
    {
        var run = Tool.Run("explain", s_model, Write("review.txt", Text), "--layer", "1", "--cut", "8");
        Assert.Equal((0, Explanation(layer: 1, cutAt: 8).ToText()), (run.Status, run.Output));
        Assert.Contains("reads in layer 1 of 0 to 3", run.Output);
        Assert.Contains("were cut off", run.Output);
    }

    [Theory]
    [InlineData("page.html")]
    [InlineData("page.txt", "--format", "html")]
    public void A_page_is_written(string name, params string[] arguments)
    {
        var run = Tool.Run(["explain", s_model, Write("review.txt", Text), "-o", PathOf(name), .. arguments]);
        Assert.Equal((0, $"wrote {PathOf(name)}\n"), (run.Status, run.Output));
        Assert.Equal(Explanation().ToHtml("review.txt", s_model), File.ReadAllText(PathOf(name)));
    }

    [Fact]
    public void An_empty_document_has_a_label()
    {
        var run = Tool.Run("explain", s_model, Write("empty.txt", ""));
        Assert.Equal(0, run.Status);
        Assert.Contains("The text has no token", run.Output);
    }

    [Theory]
    [InlineData("document: name a file, - for standard input, or give --text; not nothing.")]
    [InlineData("document: name a file, - for standard input, or give --text; not two of them.", "review.txt", "--text", "x")]
    [InlineData("--layer 4: The layer must be 0 to 3.", "--text", "x", "--layer", "4")]
    [InlineData("--cut 2: Texts can be cut at 3 to 4096 tokens.", "--text", "x", "--cut", "2")]
    public void Wrong_arguments_are_said(string message, params string[] arguments)
    {
        var run = Tool.Run(["explain", s_model, .. arguments]);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Equal(message, Assert.Single(run.Errors));
    }

    [Fact]
    public void What_cannot_be_read_is_said()
    {
        Problem("long.txt: A text has 5,002 tokens, but the model reads at most 4,096.", Write("long.txt", string.Concat(Enumerable.Repeat(" good", 5000))));
        Problem("no file", PathOf("no file"));
        var folder = Directory.CreateDirectory(PathOf("empty"));
        Assert.Contains("has no config.json", Assert.Single(Tool.Run("explain", folder.FullName, "--text", "x").Errors));

        static void Problem(string message, string path)
        {
            var run = Tool.Run("explain", s_model, path);
            Assert.Equal((1, ""), (run.Status, run.Output));
            Assert.Contains(message, Assert.Single(run.Errors));
        }
    }

    /// <summary>Cut off, a surrogate, a byte that never occurs, another encoding.</summary>
    [Theory]
    [InlineData(3, 0x61, 0x62, 0x63, 0xE2, 0x82)]
    [InlineData(0, 0xED, 0xA0, 0x80)]
    [InlineData(1, 0x61, 0xFF, 0x62)]
    [InlineData(2, 0xC3, 0xA9, 0xE9, 0x20)]
    public void Bytes_that_are_no_UTF8_are_named(int place, params int[] bytes)
    {
        var path = PathOf("bytes.txt");
        File.WriteAllBytes(path, [.. bytes.Select(b => (byte)b)]);
        var run = Tool.Run("explain", s_model, path);
        Assert.Equal(1, run.Status);
        Assert.Equal($"{path}: byte {place}, 0x{bytes[place]:X2}, is no UTF-8. Save it as UTF-8 text.", Assert.Single(run.Errors));
    }

    [Fact]
    public void A_byte_order_mark_is_no_text()
    {
        using var stream = new MemoryStream([.. Encoding.UTF8.Preamble, .. "é"u8]);
        Assert.Equal("é", DocumentText.Read(stream, "a stream"));
    }

    private static Explanation Explanation(int? layer = null, int? cutAt = null)
    {
        using var classifier = TextClassifier.FromPretrained(s_model);
        return classifier.Explain(Text, layer, cutAt);
    }
}

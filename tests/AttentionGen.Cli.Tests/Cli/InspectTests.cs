using System.Xml.Linq;
using AttentionGen.Cli.Tests.Support;
using AttentionGen.Compiler.Reports;
using AttentionGen.Compiler.Reports.Drawings;
using AttentionGen.Dynamic;
using SkiaSharp;

namespace AttentionGen.Cli.Tests.Cli;

/// <summary>attentiongen inspect: what the library's report says, in each format.</summary>
public class InspectTests : TemporaryFolder
{
    private static readonly string s_preset = Repository.Path("patterns", "char-lm-small-stage1.attention.json");

    [Fact]
    public void Text_is_what_it_writes_by_itself()
    {
        var run = Tool.Run("inspect", s_preset);
        Assert.Equal((0, Report().ToText()), (run.Status, run.Output));
        Assert.StartsWith("CharLmSmallStage1: 12 layers, 8 heads of 64, causal\nlayer 0 ", run.Output);
    }

    [Fact]
    public void A_layer_a_head_and_a_length_are_taken()
    {
        var run = Tool.Run("inspect", s_preset, "--layer", "9", "--head", "1", "--length", "500", "--format", "svg");
        Assert.Equal((0, Report(500, 9, 1).ToSvg()), (run.Status, run.Output));
        Assert.Contains("layer 9, head 1", XDocument.Parse(run.Output).Root!.Value);
        Assert.Contains("at 500 tokens", run.Output);
    }

    [Theory]
    [InlineData("page.html")]
    [InlineData("picture.svg")]
    [InlineData("card.txt")]
    public void The_files_ending_says_the_format(string name)
    {
        var run = Tool.Run("inspect", s_preset, "-o", PathOf(name));
        Assert.Equal((0, $"wrote {PathOf(name)}\n"), (run.Status, run.Output));
        var expected = Path.GetExtension(name) switch { ".html" => Report().ToHtml(), ".svg" => Report().ToSvg(), _ => Report().ToText() };
        Assert.Equal(expected, File.ReadAllText(PathOf(name)));
    }

    [Fact]
    public void A_png_shows_the_same_shapes()
    {
        Assert.Equal(0, Tool.Run("inspect", s_preset, "--layer", "11", "--head", "7", "-o", PathOf("picture.png")).Status);
        using var picture = SKBitmap.Decode(PathOf("picture.png"));
        var report = Report(layer: 11, head: 7);
        var drawing = report.ToDrawing();
        Assert.Equal(((int)Math.Ceiling(drawing.Width) * 2, (int)Math.Ceiling(drawing.Height) * 2), (picture.Width, picture.Height));

        // The panel is the first ground of a picture. Cells in its middle: on the diagonal, behind the window, before it.
        var panel = drawing.Shapes.OfType<Box>().First(b => b.Ink == Ink.Empty);
        var (grid, cell) = (report.Heads[0].Grid, panel.Width / report.Heads[0].Grid.Columns);
        SKColor At(int row, int column) => picture.GetPixel((int)((panel.X + (column + 0.5) * cell) * 2), (int)((panel.Y + (row + 0.5) * cell) * 2));
        Assert.Equal((1.0, 0.0, 0.0), (grid[40, 35], grid[40, 10], grid[40, 50]));
        Assert.Equal(new SKColor(0x34, 0x50, 0xC4), At(40, 35));
        Assert.Equal(new SKColor(0xEE, 0xF1, 0xF6), At(40, 10));
        Assert.Equal(new SKColor(0xEE, 0xF1, 0xF6), At(40, 50));
        Assert.Equal(new SKColor(0xFF, 0xFF, 0xFF), picture.GetPixel(2, 2));
    }

    [Fact]
    public void A_configuration_is_inspected_too() => Assert.StartsWith(
        "ConfigPattern: ", Tool.Run("inspect", Repository.Path("tests", "Goldens", "longformer-model", "config.json")).Output);

    [Fact]
    public void Of_several_patterns_one_is_drawn()
    {
        var file = Repository.Path("tests", "Shared", "Patterns", "Features.cs");
        Assert.Contains("\n\nDilatedWindow: ", Tool.Run("inspect", file).Output);
        var run = Tool.Run("inspect", file, "--format", "svg");
        Assert.Equal(2, run.Status);
        Assert.Matches("^--pattern: .*Features.cs declares .*Sliding.*\\. Name one of them\\.$", Assert.Single(run.Errors));
        Assert.Contains("<title id=\"title\">Sliding: ", Tool.Run("inspect", file, "--format", "svg", "--pattern", "Sliding").Output);
    }

    [Theory]
    [InlineData("--layer 12: The layer must be 0 to 11.", "--layer", "12")]
    [InlineData("--length 0: The length must be 1 to 16777216.", "--length", "0")]
    [InlineData("--output: a PNG goes to a file. Name one.", "--format", "png")]
    public void What_cannot_be_done_is_said(string message, params string[] arguments)
    {
        var run = Tool.Run(["inspect", s_preset, .. arguments]);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Equal(message, Assert.Single(run.Errors));
    }

    [Fact]
    public void The_readmes_picture_is_the_tools()
    {
        var path = Repository.Path("docs", "long-document-pattern.svg");
        var svg = Tool.Run("inspect", Repository.Path("examples", "Quickstart", "LongDocumentPattern.cs"), "--format", "svg").Output;
        if (Environment.GetEnvironmentVariable("ATTENTIONGEN_ACCEPT_SNAPSHOTS") == "1")
            File.WriteAllText(path, svg);
        Assert.True(svg == File.ReadAllText(path).ReplaceLineEndings("\n"), $"{path} is out of date. Run this test with ATTENTIONGEN_ACCEPT_SNAPSHOTS=1 to write it.");
    }

    private static PatternReport Report(int? length = null, int? layer = null, int? head = null) =>
        PatternReport.Of(DeclarationCheck.File(s_preset).Require(), length, layer, head);
}

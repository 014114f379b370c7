using AttentionGen.Cli.Tests.Support;
using AttentionGen.Models.Led;
using AttentionGen.Models.Longformer;

namespace AttentionGen.Cli.Tests.Cli;

public sealed class ConvertTests : TemporaryFolder
{
    private static string Source => Repository.Path("tests", "Goldens", "convert-roberta", "source");

    [Fact]
    public void A_roberta_becomes_a_longformer()
    {
        var run = Tool.Run("convert", "roberta-to-longformer", Source, PathOf("long"), "--max-length", "100", "--window", "16");
        Assert.Equal((0, []), (run.Status, run.Errors));
        Assert.Equal(
            $"LongformerForMaskedLM of 3 layers, window 16, its 32 positions repeated to 100; tokenizer: none found\nwrote {PathOf("long")}\n", run.Output);
        using var model = LongformerForMaskedLM.FromPretrained(PathOf("long"));
        Assert.Equal((102, 16), (model.Config.MaxPositionEmbeddings, model.Config.WindowOf(2)));
    }

    [Fact]
    public void A_bart_becomes_a_led()
    {
        Directory.CreateDirectory(PathOf("short"));
        foreach (var file in Directory.GetFiles(Repository.Path("tests", "Goldens", "convert-bart", "source")))
            File.Copy(file, Path.Combine(PathOf("short"), Path.GetFileName(file)));
        File.WriteAllText(PathOf("short/generation_config.json"), "{}");
        var run = Tool.Run("convert", "bart-to-led", PathOf("short"), PathOf("long"));
        Assert.Equal((0, []), (run.Status, run.Errors));
        Assert.Equal(
            "LEDForConditionalGeneration of 2 layers, window 1024, its 32 positions repeated to 16,384; tokenizer: none found; generation_config.json copied\n"
            + $"wrote {PathOf("long")}\n",
            run.Output);
        using var model = LedForConditionalGeneration.FromPretrained(PathOf("long"));
        Assert.Equal((16384, 32), (model.Config.MaxEncoderPositions, model.Config.MaxDecoderPositions));
    }

    [Fact]
    public void A_bart_that_no_led_computes_is_a_problem()
    {
        var run = Tool.Run("convert", "bart-to-led", Source, PathOf("long"));
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("\"model_type\" is \"roberta\", but must be one of \"bart\"", Assert.Single(run.Errors));
    }

    [Fact]
    public void The_length_and_the_window_are_the_papers_unless_given()
    {
        Assert.Equal(0, Tool.Run("convert", "roberta-to-longformer", Source, PathOf("long")).Status);
        var config = LongformerConfig.FromFile(PathOf("long/config.json"));
        Assert.Equal((4098, 512), (config.MaxPositionEmbeddings, config.WindowOf(0)));
    }

    [Fact]
    public void Positions_that_are_cut_are_said()
    {
        var run = Tool.Run("convert", "roberta-to-longformer", Source, PathOf("long"), "--max-length", "20");
        Assert.Contains("its 32 positions cut to the first 20", run.Output);
    }

    [Fact]
    public void A_folder_that_is_taken_is_a_problem()
    {
        string[] args = ["convert", "roberta-to-longformer", Source, PathOf("long"), "--max-length", "64"];
        Assert.Equal(0, Tool.Run(args).Status);
        var run = Tool.Run(args);
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("already holds config.json, model.safetensors", Assert.Single(run.Errors));
    }

    [Fact]
    public void A_folder_that_is_missing_is_a_problem()
    {
        var run = Tool.Run("convert", "roberta-to-longformer", PathOf("none"), PathOf("long"));
        Assert.Equal((1, ""), (run.Status, run.Output));
        Assert.Contains("none", Assert.Single(run.Errors));
    }

    [Theory]
    [InlineData("--window", "511", "such as 512")]
    [InlineData("--window", "0", "such as 2")]
    [InlineData("--max-length", "0", "--max-length must be 1 to")]
    public void Numbers_that_cannot_be_are_wrong_usage(string option, string value, string message)
    {
        var run = Tool.Run("convert", "roberta-to-longformer", Source, PathOf("long"), option, value);
        Assert.Equal(2, run.Status);
        Assert.Contains(run.Errors, line => line.Contains(message));
        Assert.False(Directory.Exists(PathOf("long")));
    }
}

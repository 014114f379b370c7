using AttentionGen.Cli.Tests.Support;

namespace AttentionGen.Cli.Tests.Cli;

/// <summary>Folders of numbers that other code made, compared at the command line.</summary>
public class VerifyTests : TemporaryFolder
{
    [Theory, InlineData("simd"), InlineData("ops"), InlineData("reference")]
    public void Folders_that_agree_end_with_0(string engine)
    {
        var run = Tool.Run("verify", Golden("longformer-qa"), Golden("attention-causal"), "--engine", engine);
        Assert.Equal(0, run.Status);
        Assert.Contains("ok   start_logits (2, 41) ", run.Output);
        Assert.Contains("ok   grad.qa_outputs.bias (2)", run.Output);
        Assert.Contains("attention-causal, " + engine + ": 4 of 4 tensors agree", run.Output);
        Assert.EndsWith("2 of 2 folders agree\n", run.Output);
    }

    [Fact]
    public void A_difference_ends_with_1_and_the_other_folders_are_compared()
    {
        var run = Tool.Run("verify", Golden("quirk-no-overlap-allenai"), Golden("convert-bart/source"), Golden("attention-sliding"));
        Assert.Equal(1, run.Status);
        Assert.Contains("FAIL context", run.Output);
        Assert.EndsWith("1 of 3 folders agree\n", run.Output);
        Assert.Contains("BartForConditionalGeneration", Assert.Single(run.Errors));
    }

    [Fact]
    public void The_tolerance_decides()
    {
        Assert.Equal(1, Tool.Run("verify", Golden("longformer-qa"), "--tolerance", "1e-9").Status);
        Assert.Equal(0, Tool.Run("verify", Golden("quirk-no-overlap-allenai"), "--tolerance", "10").Status);
        Assert.Equal(2, Tool.Run("verify", Golden("longformer-qa"), "--tolerance", "-1").Status);
        Assert.Equal(2, Tool.Run("verify", Golden("longformer-qa"), "--tolerance", "small").Status);
        Assert.Equal(2, Tool.Run("verify", Golden("longformer-qa"), "--engine", "magic").Status);
    }

    [Fact]
    public void What_was_computed_is_written()
    {
        var file = PathOf("out.safetensors");
        Assert.Equal(0, Tool.Run("verify", Golden("longformer-seqcls"), "--write", file).Status);
        Assert.True(new FileInfo(file).Length > 10_000);
        Assert.Equal(2, Tool.Run("verify", Golden("longformer-seqcls"), Golden("longformer-qa"), "--write", file).Status);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var run = Tool.Run("verify", PathOf("nowhere"));
        Assert.Equal(1, run.Status);
        Assert.Contains("nowhere", Assert.Single(run.Errors));
    }

    private static string Golden(string name) => Repository.Path("tests", "Goldens", name);
}

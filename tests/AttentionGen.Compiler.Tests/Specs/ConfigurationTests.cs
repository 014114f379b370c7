using AttentionGen.Compiler.Spec;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Compiler.Tests.Specs;

/// <summary>Hugging Face's config.json as a pattern.</summary>
public class ConfigurationTests
{
    [Theory]
    // folder, heads, head size, longest sequence (positions - padding id - 1 for Longformer), bands by layer
    [InlineData("longformer-model", 4, 8, 78, "2/2", "4/4", "4/4", "8/8")]
    [InlineData("longformer-mlm", 4, 8, 78, "2/2", "4/4", "4/4")]
    [InlineData("longformer-model-inputs-embeds", 4, 8, 78, "4/4", "4/4")]
    [InlineData("longformer-model-types-positions", 4, 8, 78, "4/4", "2/2")]
    [InlineData("longformer-qa", 4, 8, 78, "4/4", "8/8")]
    [InlineData("longformer-tokencls", 4, 8, 78, "2/2", "2/2")]
    [InlineData("led-model", 4, 8, 96, "2/2", "4/4", "4/4")]
    [InlineData("led-generate", 4, 12, 96, "2/2", "4/4", "4/4")]
    [InlineData("led-condgen-loss", 4, 8, 96, "4/4", "2/2", "4/4")]
    public void Golden_configurations(string folder, int heads, int headSize, int maxLength, params string[] bands) => AssertSpec(
        Repository.Read("tests", "Goldens", folder, "config.json"), heads, headSize, maxLength, bands);

    [Fact]
    public void Absent_keys_are_what_Hugging_Face_takes()
    {
        AssertSpec("""{ "model_type": "longformer" }""", 12, 64, 510, Enumerable.Repeat("256/256", 12));
        AssertSpec("""{ "model_type": "led" }""", 16, 64, 16384, Enumerable.Repeat("256/256", 12));
    }

    [Fact]
    public void The_padding_id_moves_the_positions() =>
        Assert.Equal(80 - 3 - 1, Sound.File("""{ "model_type": "longformer", "max_position_embeddings": 80, "pad_token_id": 3 }""", "P").MaxLength);

    [Fact]
    public void Longformer_base() => AssertSpec(
        """{ "model_type": "longformer", "attention_window": [512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512, 512], "max_position_embeddings": 4098, "pad_token_id": 1 }""",
        12, 64, 4096, Enumerable.Repeat("256/256", 12));

    private static void AssertSpec(string config, int heads, int headSize, int maxLength, IEnumerable<string> bands)
    {
        var spec = Sound.File(config, "FromConfig");
        Assert.Equal(("FromConfig", "My.App", headSize, maxLength, false), (spec.Name, spec.Namespace, spec.HeadSize, spec.MaxLength, spec.Causal));
        Assert.Equal(bands.Select(b => string.Join(" ", Enumerable.Repeat(b, heads))), spec.Bands());
        // The models take a mask of global tokens at run time.
        Assert.Equal(new GlobalTask("default", "GlobalMaskForDefault", default), Assert.Single(spec.Tasks));
    }
}

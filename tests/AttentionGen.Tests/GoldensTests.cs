namespace AttentionGen.Tests;

public class GoldensTests
{
    [Fact]
    public void GoldensAreFound() => Assert.True(File.Exists(Goldens.Path("attention-sliding", "expected.safetensors")));
}

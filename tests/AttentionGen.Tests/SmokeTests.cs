namespace AttentionGen.Tests;

public class SmokeTests
{
    [Fact]
    public void Adds() => Assert.Equal(3, TorchSharp.torch.ones(3).sum().item<float>());
}

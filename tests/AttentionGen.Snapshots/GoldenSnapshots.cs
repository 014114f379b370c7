using AttentionGen.Snapshots.Support;

namespace AttentionGen.Snapshots;

/// <summary>The patterns of golden folders: attributes, and a Hugging Face configuration.</summary>
public class GoldenSnapshots
{
    [Fact]
    public Task GoldenAttentionSliding() => Verify(GeneratedCode.Of(nameof(GoldenAttentionSliding)));

    [Fact]
    public Task GoldenAttentionCausal() => Verify(GeneratedCode.Of(nameof(GoldenAttentionCausal)));

    [Fact]
    public Task GoldenAttentionCausalDilated3() => Verify(GeneratedCode.Of(nameof(GoldenAttentionCausalDilated3)));

    [Fact]
    public Task GoldenAttentionDilated2() => Verify(GeneratedCode.Of(nameof(GoldenAttentionDilated2)));

    [Fact]
    public Task GoldenAttentionDilatedPerhead() => Verify(GeneratedCode.Of(nameof(GoldenAttentionDilatedPerhead)));

    [Fact]
    public Task GoldenBlocksNoOverlap() => Verify(GeneratedCode.Of(nameof(GoldenBlocksNoOverlap)));

    [Fact]
    public Task GoldenLongformerSelfattention() => Verify(GeneratedCode.Of(nameof(GoldenLongformerSelfattention)));

    [Fact]
    public Task GoldenLongformerModel() => Verify(GeneratedCode.Of(nameof(GoldenLongformerModel)));
}

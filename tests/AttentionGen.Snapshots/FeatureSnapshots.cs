using AttentionGen.Snapshots.Support;

namespace AttentionGen.Snapshots;

/// <summary>One declaration of each feature.</summary>
public class FeatureSnapshots
{
    [Fact]
    public Task Sliding() => Verify(GeneratedCode.Of(nameof(Sliding)));

    [Fact]
    public Task Asymmetric() => Verify(GeneratedCode.Of(nameof(Asymmetric)));

    [Fact]
    public Task WindowPerLayer() => Verify(GeneratedCode.Of(nameof(WindowPerLayer)));

    [Fact]
    public Task CausalWithGlobals() => Verify(GeneratedCode.Of(nameof(CausalWithGlobals)));

    [Fact]
    public Task CausalDilated() => Verify(GeneratedCode.Of(nameof(CausalDilated)));

    [Fact]
    public Task DilatedWindow() => Verify(GeneratedCode.Of(nameof(DilatedWindow)));

    [Fact]
    public Task StrideLongerThanMost() => Verify(GeneratedCode.Of(nameof(StrideLongerThanMost)));

    [Fact]
    public Task MixedHeads() => Verify(GeneratedCode.Of(nameof(MixedHeads)));

    [Fact]
    public Task HeadSize24() => Verify(GeneratedCode.Of(nameof(HeadSize24)));

    [Fact]
    public Task OnlyItself() => Verify(GeneratedCode.Of(nameof(OnlyItself)));

    [Fact]
    public Task GlobalRules() => Verify(GeneratedCode.Of(nameof(GlobalRules)));

    [Fact]
    public Task FromJson() => Verify(GeneratedCode.Of(nameof(FromJson)));
}

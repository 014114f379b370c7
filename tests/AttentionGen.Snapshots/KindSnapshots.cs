using AttentionGen.Snapshots.Support;

namespace AttentionGen.Snapshots;

/// <summary>One declaration of each kind that is more than a window.</summary>
public class KindSnapshots
{
    [Fact]
    public Task NeighbouringBlocks() => Verify(GeneratedCode.Of(nameof(NeighbouringBlocks)));

    [Fact]
    public Task SmallBigBird() => Verify(GeneratedCode.Of(nameof(SmallBigBird)));

    [Fact]
    public Task RandomBlocksWithGlobals() => Verify(GeneratedCode.Of(nameof(RandomBlocksWithGlobals)));

    [Fact]
    public Task ListsAndColumns() => Verify(GeneratedCode.Of(nameof(ListsAndColumns)));

    [Fact]
    public Task StridedPerHead() => Verify(GeneratedCode.Of(nameof(StridedPerHead)));

    [Fact]
    public Task FixedPerHead() => Verify(GeneratedCode.Of(nameof(FixedPerHead)));

    [Fact]
    public Task SharedEtc() => Verify(GeneratedCode.Of(nameof(SharedEtc)));

    [Fact]
    public Task SmallGmat() => Verify(GeneratedCode.Of(nameof(SmallGmat)));

    [Fact]
    public Task FixedPrefix() => Verify(GeneratedCode.Of(nameof(FixedPrefix)));

    [Fact]
    public Task ToldPrefix() => Verify(GeneratedCode.Of(nameof(ToldPrefix)));

    [Fact]
    public Task Packed() => Verify(GeneratedCode.Of(nameof(Packed)));

    [Fact]
    public Task PackedFull() => Verify(GeneratedCode.Of(nameof(PackedFull)));

    [Fact]
    public Task UnionOfWindows() => Verify(GeneratedCode.Of(nameof(UnionOfWindows)));

    [Fact]
    public Task MixedGlobals() => Verify(GeneratedCode.Of(nameof(MixedGlobals)));

    [Fact]
    public Task FullCausal() => Verify(GeneratedCode.Of(nameof(FullCausal)));
}

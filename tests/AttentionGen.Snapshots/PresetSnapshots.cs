using AttentionGen.Snapshots.Support;

namespace AttentionGen.Snapshots;

/// <summary>The presets of patterns/. Those that differ from others in numbers alone show their card only.</summary>
public class PresetSnapshots
{
    [Fact]
    public Task LongformerBase4096() => Verify(GeneratedCode.Of(nameof(LongformerBase4096)));

    [Fact]
    public Task LongformerLarge4096() => Verify(GeneratedCode.Of(nameof(LongformerLarge4096)));

    [Fact]
    public Task LedBase16384() => Verify(GeneratedCode.Of(nameof(LedBase16384)));

    [Fact]
    public Task LedLarge16384() => Verify(GeneratedCode.Of(nameof(LedLarge16384)));

    [Fact]
    public Task CharLmSmallStage1() => Verify(GeneratedCode.Of(nameof(CharLmSmallStage1)));

    [Fact]
    public Task CharLmSmallStage5() => Verify(GeneratedCode.CardOf(nameof(CharLmSmallStage5)));

    [Fact]
    public Task CharLmLargeStage1() => Verify(GeneratedCode.CardOf(nameof(CharLmLargeStage1)));

    [Fact]
    public Task CharLmLargeStage5() => Verify(GeneratedCode.CardOf(nameof(CharLmLargeStage5)));

    [Fact]
    public Task BigBirdRobertaBase() => Verify(GeneratedCode.CardOf(nameof(BigBirdRobertaBase)));

    [Fact]
    public Task EtcBase() => Verify(GeneratedCode.CardOf(nameof(EtcBase)));

    [Fact]
    public Task GmatBase() => Verify(GeneratedCode.CardOf(nameof(GmatBase)));

    [Fact]
    public Task SparseTransformerStrided() => Verify(GeneratedCode.CardOf(nameof(SparseTransformerStrided)));

    [Fact]
    public Task SparseTransformerFixed() => Verify(GeneratedCode.CardOf(nameof(SparseTransformerFixed)));
}

using AttentionGen.Snapshots.Support;

namespace AttentionGen.Snapshots;

/// <summary>Patterns that C# methods say.</summary>
public class PredicateSnapshots
{
    [Fact]
    public Task StrideByHead() => Verify(GeneratedCode.Of(nameof(StrideByHead)));

    [Fact]
    public Task SameTopic() => Verify(GeneratedCode.Of(nameof(SameTopic)));

    [Fact]
    public Task DividesThePosition() => Verify(GeneratedCode.Of(nameof(DividesThePosition)));

    [Fact]
    public Task BandsAndPredicates() => Verify(GeneratedCode.Of(nameof(BandsAndPredicates)));
}

using AttentionGen.Patterns;
using AttentionGen.Tests.Patterns;

namespace AttentionGen.Tests.Cases;

/// <summary>The one catalogue of patterns that every engine is tried on.</summary>
public static class PatternCases
{
    /// <summary>All patterns, by class name.</summary>
    public static IReadOnlyDictionary<string, AttentionPattern> All { get; } = new AttentionPattern[]
    {
        new Sliding(), new Asymmetric(), new WindowPerLayer(), new CausalWithGlobals(), new CausalDilated(), new DilatedWindow(),
        new StrideLongerThanMost(), new MixedHeads(), new HeadSize24(), new OnlyItself(), new GlobalRules(), new FromJson(),
        new NeighbouringBlocks(), new SmallBigBird(), new RandomBlocksWithGlobals(), new ListsAndColumns(), new StridedPerHead(), new FixedPerHead(),
        new SharedEtc(), new SmallGmat(), new FixedPrefix(), new ToldPrefix(), new Packed(), new PackedFull(), new UnionOfWindows(), new MixedGlobals(),
        new FullCausal(), new StrideByHead(), new SameTopic(), new DividesThePosition(), new BandsAndPredicates(),
    }.ToDictionary(p => p.Card.Name);

    /// <summary>All presets of patterns/, by class name.</summary>
    public static IReadOnlyDictionary<string, AttentionPattern> Presets { get; } = new AttentionPattern[]
    {
        new LongformerBase4096(), new LongformerLarge4096(), new LedBase16384(), new LedLarge16384(),
        new CharLmSmallStage1(), new CharLmSmallStage5(), new CharLmLargeStage1(), new CharLmLargeStage5(),
        new BigBirdRobertaBase(), new EtcBase(), new GmatBase(), new SparseTransformerStrided(), new SparseTransformerFixed(),
    }.ToDictionary(p => p.Card.Name);
}

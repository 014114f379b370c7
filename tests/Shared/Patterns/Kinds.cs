namespace AttentionGen.Tests.Patterns;

// One declaration of each kind that is computed from blocks, or that changes how global tokens are read.

[AttentionPattern(1, 2, 8)]
[BlockWindow(4)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class NeighbouringBlocks;

[AttentionPattern(2, 3, 8)]
[BigBird(BlockSize = 4, RandomBlocks = 2, Seed = 7)]
public sealed partial class SmallBigBird;

[AttentionPattern(1, 2, 8)]
[BlockWindow(16)]
[RandomBlocks(16, Count = 1)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class RandomBlocksWithGlobals;

[AttentionPattern(1, 2, 8)]
[BlockList(8, "0: 0; 1: 0..1; 2: 2,0; 4..6: 1..3", Heads = "0")]
[StridedColumns(6, Width = 2, Offset = 1)]
public sealed partial class ListsAndColumns;

[AttentionPattern(1, 4, 8, Causal = true)]
[SparseStrided(6, Part = SparsePart.Local, Heads = "0")]
[SparseStrided(6, Part = SparsePart.Summary, Heads = "1")]
[SparseStrided(6, Heads = "2..3")]
public sealed partial class StridedPerHead;

[AttentionPattern(1, 3, 8, Causal = true)]
[SparseFixed(8, Summary = 2, Part = SparsePart.Local, Heads = "0")]
[SparseFixed(8, Summary = 2, Part = SparsePart.Summary, Heads = "1")]
[SparseFixed(8, Summary = 2, Heads = "2")]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class FixedPerHead;

[AttentionPattern(1, 2, 8)]
[Etc(GlobalTokens = 3, Radius = 5)]
public sealed partial class SharedEtc;

[AttentionPattern(1, 2, 8)]
[Gmat(3, Chunk = 10)]
public sealed partial class SmallGmat;

[AttentionPattern(1, 2, 8)]
[PrefixLm(Length = 5)]
public sealed partial class FixedPrefix;

[AttentionPattern(1, 2, 8)]
[PrefixLm]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class ToldPrefix;

[AttentionPattern(1, 3, 8)]
[Window(10)]
[BlockWindow(8, Heads = "2")]
[PackedDocuments]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class Packed;

[AttentionPattern(1, 2, 8)]
[FullAttention(Heads = "0")]
[FullAttention(Heads = "1")]
[PackedDocuments]
public sealed partial class PackedFull;

[AttentionPattern(2, 2, 8)]
[Window(6)]
[Window(4, Stride = 7, Add = true, Heads = "1")]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class UnionOfWindows;

[AttentionPattern(2, 4, 8)]
[Window(6)]
[BlockWindow(4, Heads = "3")]
[GlobalTokens(GlobalRule.Given)]
[GlobalAttention(Direction = GlobalDirection.Read, Heads = "1,3")]
[GlobalAttention(Projections = GlobalProjections.Shared, Heads = "0", Layers = "1")]
[GlobalAttention(Direction = GlobalDirection.None, Heads = "2")]
public sealed partial class MixedGlobals;

[AttentionPattern(1, 2, 8, Causal = true)]
[FullAttention]
public sealed partial class FullCausal;

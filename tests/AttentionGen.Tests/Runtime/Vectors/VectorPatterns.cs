namespace AttentionGen.Tests.Runtime.Vectors;

// What the catalogue has no pattern for: more keys than kernels take at once, and heads wide enough for values that name their token.

[AttentionPattern(1, 3, 8)]
[FullAttention]
internal sealed partial class ThreeFullHeads;

[AttentionPattern(1, 1, 8)]
[FullAttention]
internal sealed partial class OneFullHead;

[AttentionPattern(1, 8, 8)]
[Window(2048)]
internal sealed partial class EightWideWindows;

[AttentionPattern(1, 1, 8)]
[Window(2048)]
internal sealed partial class OneWideWindow;

/// <summary>A band, blocks that a rule tells, and global tokens that all read.</summary>
[AttentionPattern(1, 3, 64)]
[Window(96, Heads = "0..1")]
[BlockWindow(32, Heads = "2")]
[GlobalTokens(GlobalRule.Given)]
[GlobalAttention(Direction = GlobalDirection.Read)]
internal sealed partial class WideHeads;

namespace AttentionGen.Tests.Patterns;

// The patterns of the golden folders that hold no Hugging Face configuration.

[AttentionPattern(1, 4, 8)]
[Window(8)]
public sealed partial class GoldenAttentionSliding;

[AttentionPattern(1, 4, 8, Causal = true)]
[Window(Before = 6)]
public sealed partial class GoldenAttentionCausal;

[AttentionPattern(1, 2, 16, Causal = true)]
[Window(Before = 4)]
[Dilation(3)]
public sealed partial class GoldenAttentionCausalDilated3;

[AttentionPattern(1, 4, 8)]
[Window(8)]
[Dilation(2)]
public sealed partial class GoldenAttentionDilated2;

[AttentionPattern(1, 4, 8)]
[Window(6)]
[Dilation(2, Heads = "2")]
[Dilation(4, Heads = "3")]
public sealed partial class GoldenAttentionDilatedPerhead;

[AttentionPattern(1, 2, 8)]
[BlockWindow(6)]
public sealed partial class GoldenBlocksNoOverlap;

[AttentionPattern(1, 4, 8)]
[Window(8)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class GoldenLongformerSelfattention;

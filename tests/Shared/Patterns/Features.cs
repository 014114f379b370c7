namespace AttentionGen.Tests.Patterns;

// One declaration of each feature. The same text is snapshot, compiled and run.

[AttentionPattern(2, 3, 8)]
[Window(8)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class Sliding;

[AttentionPattern(2, 2, 8)]
[Window(8)]
[Window(Before = 5, After = 2, Layers = "1")]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class Asymmetric;

[AttentionPattern(3, 2, 8)]
[Window(4, 8, 64)]
public sealed partial class WindowPerLayer;

[AttentionPattern(1, 2, 8, Causal = true)]
[Window(Before = 6)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class CausalWithGlobals;

[AttentionPattern(1, 2, 8, Causal = true)]
[Window(Before = 3)]
[Dilation(3)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class CausalDilated;

[AttentionPattern(1, 2, 8)]
[Window(6)]
[Dilation(3)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class DilatedWindow;

[AttentionPattern(1, 2, 8)]
[Window(4)]
[Dilation(50)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class StrideLongerThanMost;

[AttentionPattern(1, 5, 8)]
[Window(6)]
[Dilation(2, Heads = "0,3")]
[Dilation(4, Heads = "4")]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class MixedHeads;

[AttentionPattern(1, 2, 24)]
[Window(10)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class HeadSize24;

[AttentionPattern(1, 1, 8)]
[Window(Before = 0)]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class OnlyItself;

[AttentionPattern(1, 2, 8)]
[Window(4)]
[GlobalTokens(GlobalRule.First, Task = "classification")]
[GlobalTokens(GlobalRule.BeforeSeparator, 1, Task = "question-answering")]
[GlobalTokens(GlobalRule.AfterSeparator, 2, Task = "multiple choice")]
[GlobalTokens(GlobalRule.TokenIds, 5, 7, Task = "marked")]
[GlobalTokens(GlobalRule.Positions, 0, 3, 100, Task = "placed")]
[GlobalTokens(GlobalRule.EveryKth, 4, Task = "spread")]
[GlobalTokens(GlobalRule.First, Task = "union")]
[GlobalTokens(GlobalRule.TokenIds, 9, Task = "union")]
public sealed partial class GlobalRules;

using AttentionGen;

namespace SnapshotTest;

/// <summary>A user's own pattern: contracts are read by a window, and by the first token.</summary>
[AttentionPattern(layers: 2, heads: 2, headSize: 16, MaxLength = 512)]
[Window(64)]
[StridedColumns(128, Heads = "1")]
[GlobalTokens(GlobalRule.First, Task = "classification")]
public sealed partial class Contracts;

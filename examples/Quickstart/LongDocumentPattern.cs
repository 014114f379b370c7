using AttentionGen;

namespace Quickstart;

/// <summary>
/// A small Longformer for texts of some thousand tokens: narrow windows below, wide ones above, and a first token that reads and is
/// read by all. The shipped model was trained on it (examples/TrainClassifier).
/// </summary>
[AttentionPattern(layers: 4, heads: 4, headSize: 32, MaxLength = 4096)]
[Window(64, 64, 128, 128)]
[GlobalTokens(GlobalRule.First, Task = "classification")]
public sealed partial class LongDocumentPattern;

using AttentionGen;

namespace Quickstart;

/// <summary>
/// A small Longformer for pages of some thousand bytes: narrow windows below, wide ones above,
/// two heads of the last layer spread out, and a first token that hears of everything.
/// </summary>
[AttentionPattern(layers: 4, heads: 4, headSize: 32, MaxLength = 4096)]
[Window(64, 64, 128, 128)]
[GlobalTokens(GlobalRule.First, Task = "classification")]
public sealed partial class LongDocumentPattern;

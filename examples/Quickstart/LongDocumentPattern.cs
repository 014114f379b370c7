using AttentionGen;

namespace Quickstart;

/// <summary>
/// A small Longformer for pages of some thousand bytes: narrow windows below, wide ones above,
/// two heads of the last layer spread out, and a first token that hears of everything.
/// </summary>
[AttentionPattern(layers: 4, heads: 4, headSize: 32, MaxLength = 8192)]
[Window(128, 128, 256, 256)]
[Dilation(2, Layers = "3", Heads = "0,1")]
[GlobalTokens(GlobalRule.First, Task = "classification")]
public sealed partial class LongDocumentPattern;

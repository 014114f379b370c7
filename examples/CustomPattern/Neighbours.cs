using AttentionGen;

namespace CustomPattern;

/// <summary>
/// The built-in pattern to compare with: a window of three keys. Six layers of it reach six tokens to each side; with
/// MaxLength = 64 the compiler would say so (AG0051).
/// </summary>
[AttentionPattern(layers: 6, heads: 1, headSize: 32)]
[Window(2)]
public sealed partial class Neighbours;

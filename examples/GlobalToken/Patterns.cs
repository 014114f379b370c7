using AttentionGen;

namespace GlobalToken;

/// <summary>Two layers that read 8 tokens to each side, and a first token that reads all and is read by all.</summary>
[AttentionPattern(layers: 2, heads: 2, headSize: 16, MaxLength = KeyTask.Length)]
[Window(16)]
[GlobalTokens(GlobalRule.First, Task = "classification")]
public sealed partial class WithGlobalToken;

// The compiler says of it what the table shows: 2 layers of 8 tokens do not cross 128.
#pragma warning disable AG0051
/// <summary>The same without a global token.</summary>
[AttentionPattern(layers: 2, heads: 2, headSize: 16, MaxLength = KeyTask.Length)]
[Window(16)]
public sealed partial class WithoutGlobalToken;
#pragma warning restore AG0051

/// <summary>The window doubled until two layers cross the sequence.</summary>
[AttentionPattern(layers: 2, heads: 2, headSize: 16, MaxLength = KeyTask.Length)]
[Window(128)]
public sealed partial class WideWindow;

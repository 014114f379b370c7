namespace AttentionGen.Models.Tokenization;

/// <summary>
/// Where a token stands in its text, in UTF-16 units: <c>text[offset.Start..offset.End]</c>. Leading spaces are left out (if the
/// tokenizer trims, as RoBERTa's does). Tokens that hold parts of one character all have that character's place. (0, 0) for special tokens.
/// </summary>
/// <param name="Start">The first unit.</param>
/// <param name="End">One behind the last.</param>
public readonly record struct TokenOffset(int Start, int End);

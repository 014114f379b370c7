namespace AttentionGen.Models.Tasks;

/// <summary>A token that may stand in place of a mask.</summary>
/// <param name="TokenId">Its id.</param>
/// <param name="Token">Its text; a space before it means that it begins a word. U+FFFD where it is a part of a character.</param>
/// <param name="Sentence">The sentence around the mask with the token in place of this mask, and other masks left as they are.</param>
/// <param name="Probability">Its probability, from 0 to 1.</param>
public readonly record struct MaskCandidate(int TokenId, string Token, string Sentence, double Probability);

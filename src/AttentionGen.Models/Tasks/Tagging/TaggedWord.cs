namespace AttentionGen.Models.Tasks;

/// <summary>What a tagger says of a word.</summary>
/// <param name="Range">Where the word stands in the text, in UTF-16 units: <c>text[word.Range]</c>.</param>
/// <param name="Label">The label of its first token.</param>
/// <param name="Probability">That label's probability, from 0 to 1.</param>
public readonly record struct TaggedWord(Range Range, string Label, double Probability);

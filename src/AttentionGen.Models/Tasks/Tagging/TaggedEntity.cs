namespace AttentionGen.Models.Tasks;

/// <summary>Words that a tagger puts together: a name, a date, a phrase.</summary>
/// <param name="Range">From its first word to its last, in UTF-16 units of the text: <c>text[entity.Range]</c>.</param>
/// <param name="Type">The label of its words without B- or I-.</param>
/// <param name="Probability">The mean of its words' probabilities, from 0 to 1.</param>
public readonly record struct TaggedEntity(Range Range, string Type, double Probability);

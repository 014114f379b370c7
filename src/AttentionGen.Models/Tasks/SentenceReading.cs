namespace AttentionGen.Models.Tasks;

/// <summary>How much of a sentence a classifier's global token reads.</summary>
/// <param name="Range">Where the sentence stands in the text, in UTF-16 units.</param>
/// <param name="Tokens">Its tokens, at least 1.</param>
/// <param name="Share">Its share, from 0 to 1, of what the global token reads of the whole text: the mean over a layer's heads.</param>
public readonly record struct SentenceReading(Range Range, int Tokens, double Share);

namespace AttentionGen.Models.Tasks;

/// <summary>How much of a token a classifier's global token reads.</summary>
/// <param name="Range">Where the token stands in the text, in UTF-16 units. Tokens that hold parts of one character all have its place.</param>
/// <param name="Share">Its share, from 0 to 1, of what the global token reads of the whole text: the mean over a layer's heads.</param>
public readonly record struct TokenReading(Range Range, double Share);

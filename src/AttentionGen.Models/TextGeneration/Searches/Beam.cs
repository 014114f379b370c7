using AttentionGen.Models.TextGeneration.Texts;

namespace AttentionGen.Models.TextGeneration.Searches;

/// <summary>A beginning that a beam search follows.</summary>
/// <param name="Ids">Its tokens.</param>
/// <param name="Sum">Its log-probability.</param>
/// <param name="Parent">Which of the input's beams it continues.</param>
/// <param name="Text">Its text, where texts are read.</param>
internal sealed record Beam(int[] Ids, float Sum, int Parent, RowText? Text);

namespace AttentionGen.Models.TextGeneration;

/// <summary>A token that was decided.</summary>
/// <param name="Sequence">Place of its sequence in the result.</param>
/// <param name="Token">Its id.</param>
/// <param name="Text">
/// The text that is certain now and was not before; together these are <see cref="GeneratedSequence.Text"/>. Half a character, and what may be
/// the beginning of a stop string, waits for the next tokens. Empty without <see cref="GenerationOptions.Decode"/>.
/// </param>
/// <param name="IsLast">Whether the sequence ends with it.</param>
public readonly record struct StreamedToken(int Sequence, int Token, string Text, bool IsLast);

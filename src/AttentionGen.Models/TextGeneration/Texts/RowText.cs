namespace AttentionGen.Models.TextGeneration.Texts;

/// <summary>The text of a row so far; immutable, since beams share their past.</summary>
/// <param name="Text">What is certain: no half character.</param>
/// <param name="Window">The first token that is decoded again with the next one: tokens before it cannot change what follows.</param>
/// <param name="Known">Tokens from the window's first up to this one are in the text, whole.</param>
/// <param name="Ahead">Characters of the tokens after these that are in the text.</param>
/// <param name="Stop">The stop string that the text holds, or null.</param>
/// <param name="StopAt">Where it begins.</param>
internal sealed record RowText(string Text, int Window, int Known, int Ahead, string? Stop, int StopAt)
{
    /// <summary>No token yet.</summary>
    public static RowText Empty { get; } = new("", 0, 0, 0, null, -1);
}

using AttentionGen.Models.Training;

namespace AttentionGen.Cli.Documents;

/// <summary>A text that a command reads.</summary>
/// <param name="Title">What people know it by: its file's name, or its beginning.</param>
/// <param name="Text">The text.</param>
/// <param name="Line">The line it stands on, with fields of its own; null where it is no line.</param>
internal sealed record TextDocument(string Title, string Text, JsonLine? Line = null)
{
    private const int ShownCharacters = 60;

    /// <summary>The beginning of a text on one line.</summary>
    public static string Shortened(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= ShownCharacters ? line : string.Concat(line.AsSpan(0, ShownCharacters - 3).TrimEnd(), "...");
    }
}

namespace AttentionGen.Models.Training;

/// <summary>A line of a JSON-lines file as it stands there, for readers that go on behind a wrong one.</summary>
/// <param name="Path">The file.</param>
/// <param name="Number">The line, counted from 1.</param>
/// <param name="Utf8">Its bytes, without the line break.</param>
public readonly record struct TextLine(string Path, int Number, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The object on the line.</summary>
    /// <exception cref="TrainingException">The line is no UTF-8, or no JSON object: the message names file and line.</exception>
    public JsonLine Parse() => JsonLine.Parse(this);
}

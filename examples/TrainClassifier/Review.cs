namespace TrainClassifier;

/// <summary>A film review.</summary>
/// <param name="Text">The text, with line breaks in place of the data's tags.</param>
/// <param name="Label">Its number in <see cref="Recipe.Labels"/>; null when nobody has labelled it.</param>
internal sealed record Review(string Text, int? Label)
{
    /// <summary>Words, as white space parts them.</summary>
    public int Words { get; } = Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}

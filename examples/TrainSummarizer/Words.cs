namespace TrainSummarizer;

/// <summary>Words as white space parts them.</summary>
internal static class Words
{
    /// <summary>The first words of a text.</summary>
    public static string First(string text, int count) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(count));
}

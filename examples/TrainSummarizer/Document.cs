namespace TrainSummarizer;

/// <summary>A text to read, and the summary that people wrote of it.</summary>
/// <param name="Question">What the summary shall answer; null where it is of all.</param>
/// <param name="Text">The text, or the parts of it that the question is about.</param>
/// <param name="Summary">What the model shall write.</param>
/// <param name="Lead">The lead baseline: the first words of the text.</param>
internal sealed record Document(string? Question, string Text, string Summary, string Lead)
{
    /// <summary>What the model reads.</summary>
    public string Read => Question is null ? Text : $"{Question}\n{Text}";
}

namespace TrainSummarizer;

/// <summary>A text to read, and the summary that people wrote of it.</summary>
/// <param name="Text">What the model reads.</param>
/// <param name="Summary">What it shall write.</param>
/// <param name="Lead">The text of which the lead baseline takes the first words: without a question before it.</param>
internal sealed record Document(string Text, string Summary, string Lead);

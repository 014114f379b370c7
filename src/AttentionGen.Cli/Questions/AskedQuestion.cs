using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Questions;

/// <summary>A question that <c>answer</c> reads.</summary>
/// <param name="Title">What people know its text by.</param>
/// <param name="Question">The question and its text.</param>
/// <param name="Gold">The right answers; null where they are not known.</param>
internal sealed record AskedQuestion(string Title, ContextQuestion Question, string[]? Gold);

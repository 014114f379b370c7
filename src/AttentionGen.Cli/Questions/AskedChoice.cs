using AttentionGen.Models.Tasks;

namespace AttentionGen.Cli.Questions;

/// <summary>A question that <c>choose</c> reads.</summary>
/// <param name="Question">The question, its candidates and documents.</param>
/// <param name="Right">The right candidate; null where it is not known.</param>
internal sealed record AskedChoice(ChoiceQuestion Question, string? Right);

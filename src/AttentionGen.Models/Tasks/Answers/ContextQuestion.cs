namespace AttentionGen.Models.Tasks;

/// <summary>A question, and the text that may hold its answer.</summary>
/// <param name="Question">The question.</param>
/// <param name="Context">The text, of any length.</param>
public sealed record ContextQuestion(string Question, string Context);

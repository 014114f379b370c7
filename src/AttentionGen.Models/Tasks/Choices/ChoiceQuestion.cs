namespace AttentionGen.Models.Tasks;

/// <summary>A question, its possible answers, and the documents that may decide between them.</summary>
/// <param name="Question">The question.</param>
/// <param name="Candidates">The possible answers, at least one.</param>
/// <param name="Documents">The documents, in the order of reading; may be none.</param>
public sealed record ChoiceQuestion(string Question, IReadOnlyList<string> Candidates, IReadOnlyList<string> Documents)
{
    /// <summary>What every candidate is read with: the question, then the documents, a space between each.</summary>
    internal string Text => string.Join(' ', Documents.Prepend(Question));
}

namespace AttentionGen.Models.Tasks;

/// <summary>How candidates are read.</summary>
public sealed record ChoiceOptions
{
    /// <summary>
    /// Cuts documents at their end until they fit beside the longest candidate, so that all candidates are read with the same text. Otherwise
    /// what does not fit is refused. The question is never cut.
    /// </summary>
    public bool CutDocuments { get; init; }

    /// <summary>Most tokens to read at once, padding included; a longer sequence is read alone.</summary>
    public int TokenBudget { get; init; } = LengthBatches.TokenBudget;
}

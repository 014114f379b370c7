namespace AttentionGen.Models.Tasks;

/// <summary>What may stand in place of one mask of a text.</summary>
/// <param name="Range">Where the mask's name stands in the text, in UTF-16 units.</param>
/// <param name="Candidates">The most probable tokens, the best first.</param>
public sealed record FilledMask(Range Range, IReadOnlyList<MaskCandidate> Candidates)
{
    /// <summary>The whole text with a candidate in place of this mask, and other masks left as they are.</summary>
    /// <param name="text">The text that was read.</param>
    /// <param name="candidate">The candidate's number, from 0.</param>
    public string Fill(string text, int candidate = 0) => MaskedText.Fill(text, Range, Candidates[candidate].Token);
}

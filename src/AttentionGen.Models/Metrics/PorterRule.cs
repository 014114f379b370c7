namespace AttentionGen.Models.Metrics;

/// <summary>An ending and what takes its place, where what stands before it is long enough.</summary>
/// <param name="Ending">The ending.</param>
/// <param name="Replacement">What takes its place.</param>
/// <param name="Measure">The least measure of what stands before it.</param>
/// <param name="Counted">Letters of the ending that count as standing before it.</param>
internal sealed record PorterRule(string Ending, string Replacement, int Measure = 0, int Counted = 0)
{
    /// <summary>Applies the first rule whose ending the word has; a later one does not get its turn where that one's stem is too short.</summary>
    /// <param name="rules">The rules; of two endings, one of which ends in the other, the longer first.</param>
    /// <param name="word">The word.</param>
    public static string Apply(PorterRule[] rules, string word)
    {
        if (Array.Find(rules, rule => word.EndsWith(rule.Ending, StringComparison.Ordinal)) is not { } rule)
            return word;
        var start = word.Length - rule.Ending.Length;
        return PorterWord.Measure(word.AsSpan(0, start + rule.Counted)) >= rule.Measure ? word[..start] + rule.Replacement : word;
    }
}

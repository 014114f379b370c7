namespace AttentionGen.Models.Metrics;

/// <summary>A sentence that supports an answer, as HotpotQA names it.</summary>
/// <param name="Title">The paragraph's title.</param>
/// <param name="Sentence">The sentence's number in it, from 0.</param>
public readonly record struct SupportingFact(string Title, int Sentence);

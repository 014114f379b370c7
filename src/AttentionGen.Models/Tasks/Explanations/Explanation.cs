namespace AttentionGen.Models.Tasks;

/// <summary>
/// A text's label, and what the first token reads of the text in one layer: it is global, and the label is read from it. Attention is
/// where a model looks, not a proof of why it decides.
/// </summary>
public sealed record Explanation
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>What the model says of it.</summary>
    public required Classification Classification { get; init; }

    /// <summary>The names of the labels, in the order of their probabilities.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The layer whose attention is shown, from 0.</summary>
    public required int Layer { get; init; }

    /// <summary>The model's layers.</summary>
    public required int Layers { get; init; }

    /// <summary>The text's tokens in their order, special tokens left out; the sum of their shares is 1. None where the text is empty.</summary>
    public required IReadOnlyList<TokenReading> Tokens { get; init; }

    /// <summary>The share of the first token's attention, from 0 to 1, that goes to special tokens; shares of the text are of the rest.</summary>
    public required double SpecialShare { get; init; }

    /// <summary>Sentences in the text's order; those behind a cut are left out.</summary>
    public required IReadOnlyList<SentenceReading> Sentences { get; init; }

    /// <summary>UTF-16 units at the text's end that were cut off, unread; 0 where all was read.</summary>
    public required int Unread { get; init; }

    /// <summary>The sentences, the most read first; of those read alike, the first in the text.</summary>
    public IReadOnlyList<SentenceReading> RankedSentences => [.. Sentences.OrderByDescending(s => s.Share)];

    /// <summary>Label, probabilities, and what is read most, as plain text. Lines end with \n.</summary>
    /// <param name="most">Most sentences, and most tokens, to list.</param>
    public string ToText(int most = 10) => ExplanationText.Write(this, most);

    /// <summary>
    /// One HTML page without scripts or outside parts: the text with its tokens shaded by share, and all sentences by rank. Spans carry the exact
    /// shares as data-share. Store it as UTF-8.
    /// </summary>
    /// <param name="title">What the text is called.</param>
    /// <param name="model">What the model is called, such as its folder.</param>
    public string ToHtml(string title, string model) => ExplanationPage.Write(this, title, model);
}

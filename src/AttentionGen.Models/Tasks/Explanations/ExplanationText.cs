using System.Globalization;
using System.Text;

namespace AttentionGen.Models.Tasks;

/// <summary>An explanation as plain text.</summary>
internal static class ExplanationText
{
    /// <summary>Longest sentence that is shown whole, in UTF-16 units.</summary>
    private const int Shown = 110;

    public static string Write(Explanation explanation, int most)
    {
        var (result, text) = (explanation.Classification, new StringBuilder());
        Line($"{result.Label}, probability {result.Probability:0.000}, {result.Tokens:N0} tokens");
        Line($"  {string.Join(", ", explanation.Labels.Zip(result.Probabilities, (label, p) => Invariant($"{label} {p:0.000000}")))}");
        if (explanation.Unread > 0)
            Line($"  the last {explanation.Unread:N0} characters of {explanation.Text.Length:N0} were cut off");
        Line($"");
        if (explanation.Tokens.Count == 0)
        {
            Line($"The text has no token: the label follows from the special tokens alone.");
            return text.ToString();
        }
        Line($"What the first token, which is global, reads in layer {explanation.Layer} of 0 to {explanation.Layers - 1}, mean over the heads:");
        Line($"  {explanation.SpecialShare:0.0 %} special tokens; shares of the text below are of the rest");
        Line($"");
        Line($"Most read of {explanation.Sentences.Count:N0} sentences:");
        foreach (var sentence in explanation.RankedSentences.Take(most))
            Line($"{sentence.Share,8:0.0 %}  {Shortened(explanation.Text[sentence.Range])}");
        Line($"");
        Line($"Most read of {explanation.Tokens.Count:N0} tokens, and where they stand:");
        foreach (var token in explanation.Tokens.OrderByDescending(t => t.Share).Take(most))
            Line($"{token.Share,8:0.0 %}  {token.Range.Start.Value}..{token.Range.End.Value}  {Shortened(explanation.Text[token.Range])}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(Invariant(line)).Append('\n');
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>On one line, and cut between characters.</summary>
    private static string Shortened(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= Shown)
            return line;
        var end = Shown - 3;
        return string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[end - 1]) ? end - 1 : end).TrimEnd(), "...");
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AttentionGen.Models.Tasks;

/// <summary>Fills page.html.</summary>
internal static partial class ExplanationPage
{
    public static string Write(Explanation explanation, string title, string model) =>
        Place().Replace(Resource("page.html"), place => Part(place.Groups[1].Value, explanation, title, model));

    private static string Part(string name, Explanation explanation, string title, string model)
    {
        var result = explanation.Classification;
        return name switch
        {
            "style" => Resource("page.css"),
            "title" => MarkedText.Escape(title),
            "model" => MarkedText.Escape(model),
            "label" => MarkedText.Escape(result.Label),
            "probability" => Invariant($"<span data-value=\"{result.Probability:R}\">{result.Probability:0.000}</span>"),
            "tokens" => Invariant($"{result.Tokens:N0}"),
            "layer" => Invariant($"{explanation.Layer} of 0 to {explanation.Layers - 1}"),
            "special" => Invariant($"<span data-value=\"{explanation.SpecialShare:R}\">{explanation.SpecialShare:0.0 %}</span>"),
            "unread" => explanation.Unread == 0 ? "" : Invariant($"<p class=\"unread\">The last {explanation.Unread:N0} characters were cut off and not read.</p>\n"),
            "text" => MarkedText.Write(explanation),
            "legend" => string.Concat(Enumerable.Range(1, MarkedText.Levels).Select(level => $"<i class=\"l{level}\"></i>")),
            "sentences" => Sentences(explanation),
            "labels" => string.Concat(explanation.Labels.Zip(result.Probabilities, (label, p) =>
                Invariant($"<tr><th scope=\"row\">{MarkedText.Escape(label)}</th>{Share(p, 1)}</tr>\n"))),
            _ => throw new InvalidOperationException($"page.html asks for {name}."),
        };
    }

    /// <summary>By rank, each with a link to its place.</summary>
    private static string Sentences(Explanation explanation)
    {
        if (explanation.Sentences.Count == 0)
            return "<tr><td colspan=\"4\">The text has no sentence: the label follows from the other tokens alone.</td></tr>\n";
        var html = new StringBuilder();
        var ranked = explanation.Sentences.Select((Sentence, Index) => (Sentence, Index)).OrderByDescending(s => s.Sentence.Share).ToArray();
        for (var rank = 0; rank < ranked.Length; rank++)
        {
            var ((range, tokens, share), index) = ranked[rank];
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{rank + 1}</td>{Share(share, ranked[0].Sentence.Share)}<td>{tokens:N0}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"words\"><a href=\"#s{index}\" dir=\"auto\">{MarkedText.Escape(explanation.Text[range])}</a></td></tr>\n");
        }
        return html.ToString();
    }

    private static string Share(double share, double largest) => Invariant(
        $"<td class=\"share\" data-share=\"{share:R}\"><span class=\"bar\"><i style=\"width:{(largest > 0 ? 100 * share / largest : 0):0.#}%\"></i></span><b>{share:0.0 %}</b></td>");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Resource(string name)
    {
        using var stream = typeof(ExplanationPage).Assembly.GetManifestResourceStream("AttentionGen.Models.Tasks.Explanations." + name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex("{{([a-z-]+)}}")]
    private static partial Regex Place();
}

using System.Net;
using System.Text.RegularExpressions;
using AttentionGen.Models.Tasks;
using AttentionGen.Models.Tokenization;

namespace AttentionGen.Tests.Models.Tasks.Explanations;

/// <summary>Explanations of given numbers, and what a page says.</summary>
internal static partial class Explained
{
    /// <summary>Markup, Arabic, an emoji of two UTF-16 units in two tokens, an empty line, a control character.</summary>
    public const string Text = "A <b>\"good\"</b> film & more.\r\nمرحبا 😀 يا عالم!\n\nNo\u0001 end";

    /// <summary>A token for each run of letters or other character, an emoji in two.</summary>
    public static Explanation Of(string text, int unread = 0)
    {
        TokenOffset[] words = [.. Word().Matches(text[..^unread]).SelectMany(m => Enumerable.Repeat(new TokenOffset(m.Index, m.Index + m.Length), m.Value == "😀" ? 2 : 1))];
        // Shares as of a model: no two alike, and none with a short decimal form.
        float[] read = [0.25f, .. words.Select((_, i) => 0.1f / (1 + (i * 7 % 11))), 0.1f];
        var reading = GlobalReading.Of(text, [new(0, 0), .. words, new(0, 0)], read);
        return new Explanation
        {
            Text = text,
            Classification = new Classification("<pos>", 0.7512345678, [0.2487654322, 0.7512345678], read.Length),
            Labels = ["neg", "<pos>"],
            Layer = 2,
            Layers = 4,
            Tokens = reading.Tokens,
            Sentences = reading.Sentences,
            SpecialShare = reading.SpecialShare,
            Unread = unread,
        };
    }

    /// <summary>The spans of tokens: level, share, and text.</summary>
    public static IReadOnlyList<(int Level, double Share, string Text)> Spans(string html) => [.. Span().Matches(Marked(html))
        .Select(m => (int.Parse(m.Groups[1].Value), double.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), WebUtility.HtmlDecode(m.Groups[3].Value)))];

    /// <summary>The text as a reader sees it.</summary>
    public static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(Marked(html), ""));

    /// <summary>Share and text of each sentence, in the table's order.</summary>
    public static IReadOnlyList<(double Share, string Text)> Rows(string html) => [.. Row().Matches(html)
        .Select(m => (double.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), WebUtility.HtmlDecode(m.Groups[2].Value)))];

    private static string Marked(string html) => Block().Match(html).Groups[1].Value;

    [GeneratedRegex(@"<div id=""text"" class=""text"">(.*?)</div>", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"<span class=""l([0-5])"" data-share=""([^""]+)"" title=""[^""]*"">(.*?)</span>", RegexOptions.Singleline)]
    private static partial Regex Span();

    [GeneratedRegex(@"<td class=""share"" data-share=""([^""]+)"">.*?<td class=""words""><a href=""#s[0-9]+"" dir=""auto"">(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Row();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"😀|\p{L}+|[^\s\p{L}]")]
    private static partial Regex Word();
}

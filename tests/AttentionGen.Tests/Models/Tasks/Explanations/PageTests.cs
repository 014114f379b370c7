using System.Globalization;
using System.Text.RegularExpressions;
using AttentionGen.Compiler.Tests.Support;

namespace AttentionGen.Tests.Models.Tasks.Explanations;

/// <summary>The page of an explanation says what the explanation holds, and shows the text as it is.</summary>
public partial class PageTests
{
    private static string Page(string text, int unread = 0) => Explained.Of(text, unread).ToHtml("a <title>", "models/<folder>");

    [Fact]
    public void Numbers_are_the_explanations()
    {
        var explanation = Explained.Of(Explained.Text);
        var html = Page(Explained.Text);
        // The two tokens of the emoji are one span.
        var spans = Explained.Spans(html);
        Assert.Equal(explanation.Tokens.Select(t => t.Range).Distinct().Select(range => Explained.Text[range].Replace('\u0001', '\u2401')), spans.Select(s => s.Text));
        Assert.Equal(explanation.Tokens.GroupBy(t => t.Range).Select(g => g.Sum(t => t.Share)), spans.Select(s => s.Share));
        Assert.Contains(spans, s => s.Text == "😀");
        Assert.Equal(5, spans.MaxBy(s => s.Share).Level);
        Assert.Equal(0, spans.MinBy(s => s.Share).Level);
        Assert.Equal(explanation.RankedSentences.Select(s => (s.Share, Explained.Text[s.Range].Replace('\u0001', '\u2401'))), Explained.Rows(html));
        Assert.Contains("<span data-value=\"0.7512345678\">0.751</span>", html);
        Assert.Contains(FormattableString.Invariant($"<span data-value=\"{explanation.SpecialShare:R}\">"), html);
        Assert.Contains("<th scope=\"row\">neg</th><td class=\"share\" data-share=\"0.2487654322\">", html);
    }

    [Theory]
    [InlineData(Explained.Text)]
    [InlineData("no sentence mark")]
    [InlineData("  One. Two!  Three?\n\n\n ")]
    [InlineData("שלום עולם. 👍🏽 ok")]
    public void The_text_stands_there_unchanged(string text) =>
        Assert.Equal(text.Replace('\u0001', '\u2401'), Explained.Plain(Page(text)));

    [Fact]
    public void What_was_cut_off_is_left_out_and_said()
    {
        var html = Page("Read this. Not that at all.", unread: " at all.".Length);
        Assert.Equal("Read this. Not that", Explained.Plain(html));
        Assert.Contains("The last 8 characters were cut off and not read.", html);
    }

    [Theory]
    [InlineData(""), InlineData(" \n ")]
    public void A_text_without_sentences_has_a_page(string text)
    {
        var html = Page(text);
        Assert.Equal(text, Explained.Plain(html));
        Assert.Contains("The text has no sentence", html);
    }

    [Fact]
    public void Nothing_becomes_markup_and_nothing_comes_from_outside()
    {
        var html = Page(Explained.Text + " {{label}} <script>");
        Assert.DoesNotContain("<b>\"", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("<pos>", html);
        Assert.DoesNotContain("<title> ", html);
        Assert.Contains("{{label}}", Explained.Plain(html));
        Assert.Contains("<h1 dir=\"auto\">a &lt;title&gt;</h1>", html);
        Assert.Contains("<bdi>models/&lt;folder&gt;</bdi>", html);
        Assert.DoesNotMatch(Outside(), html);
    }

    [Fact]
    public void Other_cultures_change_nothing()
    {
        var expected = (Page(Explained.Text), Explained.Of(Explained.Text).ToText());
        var before = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone(); // the tests know no other by name
            (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.PercentDecimalSeparator, other.NumberFormat.NumberGroupSeparator) = (",", ",", ".");
            CultureInfo.CurrentCulture = other;
            Assert.Equal(expected, (Page(Explained.Text), Explained.Of(Explained.Text).ToText()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>WCAG 2.1, 1.4.3: 4.5 to 1, on every shade, by day and by night.</summary>
    [Fact]
    public void Letters_stand_out_from_their_ground()
    {
        var schemes = Variables().Matches(Page("x")).Select(m => (Name: m.Groups[1].Value, Light: Luminance(m.Groups[2].Value)))
            .Select((v, i) => (v.Name, v.Light, i)).GroupBy(v => v.Name).ToDictionary(g => g.Key, g => g.Select(v => v.Light).ToArray());
        for (var scheme = 0; scheme < 2; scheme++)
        {
            foreach (var ground in (string[])["card", "paper", "l1", "l2", "l3", "l4", "l5"])
                Assert.InRange(Contrast(schemes["text"][scheme], schemes[ground][scheme]), 4.5, 21);
            foreach (var ink in (string[])["muted", "link"])
                Assert.InRange(Contrast(schemes[ink][scheme], schemes["card"][scheme]), 4.5, 21);
            Assert.InRange(Contrast(schemes["muted"][scheme], schemes["paper"][scheme]), 4.5, 21);
        }

        static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

        static double Luminance(string colour) => Convert.FromHexString(colour).Select(v => v / 255.0)
            .Select(v => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4)).Zip([0.2126, 0.7152, 0.0722], (v, weight) => v * weight).Sum();
    }

    [Fact]
    public async Task A_browser_shows_the_same_text_and_numbers()
    {
        var html = Page(Explained.Text);
        var document = await Browser.Open(html, "s1");
        Assert.Equal(Explained.Plain(html), Explained.Plain(document).Replace("&#13;", "\r"));
        Assert.Equal(Explained.Spans(html), Explained.Spans(document));
        Assert.Equal(Explained.Rows(html), Explained.Rows(document));
        Assert.Equal(3, Sentence().Count(document));
    }

    [GeneratedRegex("https?:|<link|@import|url\\(| src=|<iframe|<img")]
    private static partial Regex Outside();

    [GeneratedRegex("--([a-z0-9]+): #([0-9a-f]{6});")]
    private static partial Regex Variables();

    [GeneratedRegex("<span class=\"sentence\" id=\"s[0-9]+\">")]
    private static partial Regex Sentence();
}

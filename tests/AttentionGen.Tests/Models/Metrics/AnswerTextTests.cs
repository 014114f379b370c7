using AttentionGen.Models.Metrics;

namespace AttentionGen.Tests.Models.Metrics;

public class AnswerTextTests
{
    [Theory]
    [InlineData("The Panthers' defense", "panthers defense")]
    [InlineData("an apple a day, the  end.", "apple day end")]
    [InlineData("", "")]
    [InlineData("the", "")]
    [InlineData("A.", "")]
    [InlineData("...", "")]
    [InlineData("anthem theatre another", "anthem theatre another")] // articles are whole words
    [InlineData("the-cat", "thecat")] // punctuation goes first, and joins
    [InlineData("the\u2013cat", "\u2013cat")] // an en dash stays, and ends a word
    [InlineData("\u2019a\u2019 \u00ABb\u00BB", "\u2019 \u2019 \u00ABb\u00BB")] // typographic quotes stay
    [InlineData("\u00A7 5 $5 5_000", "\u00A7 5 5 5000")]
    [InlineData("x\t\u00A0y\u2003z\u001Cw\n", "x y z w")] // white space of any kind
    [InlineData("a\u0301 a\u00BD", "\u0301 a\u00BD")] // an accent that stands alone is no part of a word, a fraction is
    [InlineData("\u00C9T\u00C9 \u01C5", "\u00E9t\u00E9 \u01C6")]
    [InlineData("\u039F\u0394\u039F\u03A3 \u03A3\u039F\u03A6\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C2 \u03C3\u03BF\u03C6\u03BF\u03C2")] // ς ends words
    [InlineData("\u0130zmir \uD801\uDC00", "i\u0307zmir \uD801\uDC28")]
    public void Answers_are_compared_without_case_ascii_punctuation_articles_and_spaces(string answer, string expected) =>
        Assert.Equal(expected, AnswerText.Normalize(answer));

    [Fact]
    public void Half_of_a_surrogate_pair_is_kept() => Assert.Equal("x \uD801", AnswerText.Normalize("The X \uD801"));
}

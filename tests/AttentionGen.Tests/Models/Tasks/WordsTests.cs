using AttentionGen.Models.Tasks;

namespace AttentionGen.Tests.Models.Tasks;

public class WordsTests
{
    [Theory]
    [InlineData("Go, Anna!", "Go|,|Anna|!")]
    [InlineData(" John's 3rd\n\"isn’t\" ", "John's|3rd|\"|isn’t|\"")]
    [InlineData("'tis the end'", "'|tis|the|end|'")]
    [InlineData("cafe\u0301, nai\u0308ve", "cafe\u0301|,|nai\u0308ve")]
    [InlineData("Hi 👩‍👩‍👧👍🏽!ok", "Hi|👩‍👩‍👧👍🏽!|ok")]
    [InlineData("𝒳𝒴 x", "𝒳𝒴|x")]
    [InlineData(" \u0301a", "\u0301|a")]
    [InlineData(" \n", "")]
    [InlineData("", "")]
    public void Words_are_runs_of_like_characters(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Words.Of(text).Select(range => text[range])));
}

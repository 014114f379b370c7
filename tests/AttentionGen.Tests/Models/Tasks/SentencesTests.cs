using AttentionGen.Models.Tasks;

namespace AttentionGen.Tests.Models.Tasks;

public class SentencesTests
{
    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("  Said \"Go.\" (He went.)  Then home. ", "Said \"Go.\"|(He went.)|Then home.")]
    [InlineData("Mr. Gray met Annabelle E. Lee at 3.5 km. It rained.", "Mr. Gray met Annabelle E. Lee at 3.5 km.|It rained.")]
    [InlineData("It went on ... and on.", "It went on ... and on.")]
    [InlineData("A title\r\n\r\nThe first line\nand its end. The next\none.", "A title|The first line\nand its end.|The next\none.")]
    [InlineData("Das hier… Über", "Das hier…|Über")]
    [InlineData("no end", "no end")]
    [InlineData(" \n ", "")]
    [InlineData("", "")]
    public void Sentences_end_at_marks_and_empty_lines(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Sentences.Of(text).Select(range => text[range])));
}

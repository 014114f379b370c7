using AttentionGen.Models.Tasks;

namespace AttentionGen.Tests.Models.Tasks;

public class EntitiesTests
{
    [Theory]
    [InlineData("O O", "")]
    [InlineData("B-x I-x O I-x", "0..2 x, 3..4 x")]
    [InlineData("B-x B-x I-x", "0..1 x, 1..3 x")]
    [InlineData("B-x I-y I-y", "0..1 x, 1..3 y")]
    [InlineData("I-x I-x O B-y", "0..2 x, 3..4 y")]
    [InlineData("noun noun verb O", "0..2 noun, 2..3 verb")]
    [InlineData("B- O", "0..1 ")]
    [InlineData("", "")]
    public void Words_of_one_label_belong_together(string labels, string expected)
    {
        // Word i stands from i to i + 1.
        var words = labels.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((label, i) => new TaggedWord(i..(i + 1), label, 0.5)).ToArray();
        Assert.Equal(expected, string.Join(", ", Entities.Of(words).Select(e => $"{e.Range} {e.Type}")));
    }

    [Fact]
    public void Their_probability_is_the_mean() =>
        Assert.Equal(0.6, Assert.Single(Entities.Of([new(0..1, "B-x", 0.9), new(2..3, "I-x", 0.3)])).Probability, 1e-12);
}

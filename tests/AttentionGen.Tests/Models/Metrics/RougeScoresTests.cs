using AttentionGen.Models.Metrics;

namespace AttentionGen.Tests.Models.Metrics;

public class RougeScoresTests
{
    /// <summary>
    /// the cat sat on the mat (6) | the cat the cat on a mat (7). Tokens: the 2, cat 1 of 2, on, mat: 5. Pairs: "the cat" once of two, of 5 and
    /// 6. Sequence: the cat on mat, 4.
    /// </summary>
    [Fact]
    public void Repeated_tokens_and_pairs_count_as_often_as_both_texts_have_them() => AssertScores(
        RougeScores.Of("The cat sat on the mat.", "The cat, the cat -- on a mat!"),
        new(5.0 / 6, 5.0 / 7), new(1.0 / 5, 1.0 / 6), new(4.0 / 6, 4.0 / 7), new(4.0 / 6, 4.0 / 7));

    /// <summary>F1 of 5/6 and 5/7: 2 x 5 / (6 + 7).</summary>
    [Fact]
    public void F1_is_the_harmonic_mean() => Assert.Equal(10.0 / 13, RougeScores.Of("the cat sat on the mat", "the cat the cat on a mat").Rouge1.F1, 1e-12);

    /// <summary>gener were run quickli | gener run quick: 2 of 4 and 3. Endings go from words of four letters on: his stays, this becomes thi.</summary>
    [Fact]
    public void Words_are_compared_by_their_stems()
    {
        var scores = RougeScores.Of("Generalizations were running quickly", "general runs quick");
        AssertScores(scores, new(2.0 / 4, 2.0 / 3), default, new(2.0 / 4, 2.0 / 3), new(2.0 / 4, 2.0 / 3));
        Assert.Equal(0, RougeScores.Of("his gas", "hi ga").Rouge1.F1);
        Assert.Equal(1, RougeScores.Of("this ties", "thi tie").Rouge1.F1);
    }

    /// <summary>
    /// Lin 2004, 3.2, with the summary's lines in the other order: w1 w3 w5 and w1 w2 make w1 w2 w3 w5, 4 of 10 and 5. In the whole texts w1 w3
    /// w5 is the longest, 3: w2 comes too late.
    /// </summary>
    [Fact]
    public void Lines_have_the_union_of_their_sequences()
    {
        var scores = RougeScores.Of("w1 w3 w8 w9 w5\nw1 w2 w6 w7 w8", "w1 w2 w3 w4 w5");
        AssertOverlap(new(0.4, 0.8), scores.RougeLsum);
        AssertOverlap(new(0.3, 0.6), scores.RougeL);
    }

    /// <summary>Two lines of the reference agree with the same two tokens, which count once: 2 of 2 and 4, where 4 of 2 were more than all.</summary>
    [Fact]
    public void A_token_of_the_summary_counts_once_for_all_lines() => AssertOverlap(new(1, 0.5), RougeScores.Of("cat sat", "cat sat\ncat sat").RougeLsum);

    /// <summary>
    /// Common with "b a" is a or b; what leaves out of the reference first finds a, which the line "a" has too: 1 of 3 and 2. With b it were 2.
    /// </summary>
    [Fact]
    public void Of_sequences_as_long_the_standard_scorers_is_taken() => AssertOverlap(new(1.0 / 3, 1.0 / 2), RougeScores.Of("b a\na", "a b").RougeLsum);

    /// <summary>Lines without tokens are none; a carriage return only separates.</summary>
    [Fact]
    public void Empty_lines_do_not_count() => AssertScores(
        RougeScores.Of("\n\none two\r\n--\nthree\n", "one two\n\nthree"), new(1, 1), new(1, 1), new(1, 1), new(1, 1));

    [Theory]
    [InlineData("", ""), InlineData("", "word"), InlineData("word", ""), InlineData("\n", "word"), InlineData("...", "..."), InlineData("Привет", "Привет"), InlineData("a b", "c d")]
    public void Texts_with_nothing_in_common_score_0(string prediction, string reference) =>
        AssertScores(RougeScores.Of(prediction, reference), default, default, default, default);

    /// <summary>One token each has no pair.</summary>
    [Fact]
    public void A_single_word_has_no_pairs() => AssertScores(RougeScores.Of("word", "Word"), new(1, 1), default, new(1, 1), new(1, 1));

    /// <summary>naïve is na ve; in lower case the kelvin's sign is k, and İ an i with a dot that separates; dotless ı is no i.</summary>
    [Theory]
    [InlineData("naïve", "na ve"), InlineData("\u212A2", "k2"), InlineData("D\u0130YAR", "di yar"), InlineData("U.S.-based", "u s based"), InlineData("snake_case", "snake case")]
    [InlineData("d\u0131yar", "d yar")]
    public void Whatever_is_no_ascii_letter_or_digit_separates(string text, string tokens) => Assert.Equal(new(1, 1), RougeScores.Of(text, tokens).Rouge1);

    private static void AssertScores(RougeScores actual, Overlap one, Overlap two, Overlap l, Overlap lsum)
    {
        AssertOverlap(one, actual.Rouge1);
        AssertOverlap(two, actual.Rouge2);
        AssertOverlap(l, actual.RougeL);
        AssertOverlap(lsum, actual.RougeLsum);
    }

    private static void AssertOverlap(Overlap expected, Overlap actual)
    {
        Assert.Equal(expected.Precision, actual.Precision, 1e-12);
        Assert.Equal(expected.Recall, actual.Recall, 1e-12);
    }
}

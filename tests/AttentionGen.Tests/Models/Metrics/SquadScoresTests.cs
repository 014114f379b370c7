using AttentionGen.Models.Metrics;
using AttentionGen.Tests.Models.Tokenization;

namespace AttentionGen.Tests.Models.Metrics;

public class SquadScoresTests
{
    [Theory]
    [InlineData("the cat sat", "cat sat", 1)]
    [InlineData("cat sat on", "the mat", 0)]
    [InlineData("cat sat on mat", "cat", 0.4)] // precision 1/4, recall 1
    [InlineData("new new york", "new york city", 2.0 / 3)] // one "new" is common: 2/3 and 2/3
    [InlineData("new new", "new new new york", 2.0 / 3)] // 2/2 and 2/4
    [InlineData("", "", 1)]
    [InlineData("the", "a.", 1)] // nothing is left of either
    [InlineData("", "cat", 0)]
    [InlineData("cat", "", 0)]
    [InlineData("yes indeed", "yes", 2.0 / 3)] // no word is special
    public void F1_counts_common_words(string answer, string gold, double expected) => Assert.Equal(expected, SquadScores.F1Of(answer, gold), 1e-12);

    [Fact]
    public void The_best_gold_answer_counts_and_questions_are_averaged()
    {
        var scores = new SquadScores();
        Assert.True(double.IsNaN(scores.F1));
        scores.Add("308 points", ["308", "the 308 points!"]); // 1, 1
        scores.Add("Denver", ["Denver Broncos", "Broncos"]); // 0, 2/3
        scores.Add("", ["cat"]); // 0, 0
        scores.Add("", []); // no answer is right: 1, 1
        scores.Add("cat", ["the", ""]); // no gold answer has a word: 0, 0
        Assert.Equal(5, scores.Count);
        Assert.Equal(2.0 / 5, scores.ExactMatch, 1e-12);
        Assert.Equal((1 + (2.0 / 3) + 1) / 5, scores.F1, 1e-12);
    }

    [Fact]
    public void A_gold_answer_without_words_does_not_count_beside_others()
    {
        var scores = new SquadScores();
        scores.Add("", ["the", "cat"]);
        Assert.Equal((0, 0), (scores.ExactMatch, scores.F1));
    }

    [Fact]
    public void Gold_answers_of_XQuAD_agree_with_themselves()
    {
        var scores = new SquadScores();
        foreach (var (_, qa) in Xquad.Questions())
        {
            var gold = qa.GetProperty("answers").EnumerateArray().Select(a => a.Text()).ToArray();
            scores.Add(gold[0], gold);
        }
        Assert.Equal((1190, 1, 1), (scores.Count, scores.ExactMatch, scores.F1));
    }
}

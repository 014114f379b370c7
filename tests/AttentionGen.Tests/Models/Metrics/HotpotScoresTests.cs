using System.IO.Compression;
using System.Text.Json;
using AttentionGen.Models.Metrics;
using AttentionGen.Tests.Models.Tokenization;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Metrics;

public class HotpotScoresTests
{
    private static readonly SupportingFact s_a0 = new("A", 0), s_a1 = new("A", 1), s_b0 = new("B", 0);

    [Theory]
    [InlineData("yes", "Yes.", true, 1, 1)]
    [InlineData("yes", "no", false, 0, 0)]
    [InlineData("yes indeed", "yes", false, 0, 0)] // a word in common, but yes stands alone
    [InlineData("no", "no man", false, 0, 0)]
    [InlineData("noanswer", "noanswer found", false, 0, 0)]
    [InlineData("yes sir", "yes madam", false, 0.5, 0.5)] // neither side is a yes
    [InlineData("Chief of Protocol of the United States", "Chief of Protocol", false, 0.5, 1)]
    [InlineData("", "", true, 0, 0)] // as the published script has it
    [InlineData("", "cat", false, 0, 0)]
    public void Yes_and_no_share_nothing_with_longer_answers(string answer, string gold, bool exact, double precision, double recall)
    {
        var (equal, overlap) = HotpotScores.AnswerOf(answer, gold);
        Assert.Equal(exact, equal);
        Assert.Equal(precision, overlap.Precision, 1e-12);
        Assert.Equal(recall, overlap.Recall, 1e-12);
    }

    [Fact]
    public void Facts_are_sets()
    {
        Assert.Equal((true, new Overlap(1, 1)), HotpotScores.SupportOf([s_a0, s_b0, s_a0], [s_b0, s_a0]));
        Assert.Equal((false, new Overlap(0.5, 1)), HotpotScores.SupportOf([s_a0, s_a1], [s_a0]));
        Assert.Equal((false, default), HotpotScores.SupportOf([], [s_a0]));
        Assert.Equal((true, default), HotpotScores.SupportOf([], []));
    }

    [Fact]
    public void Joint_scores_are_products()
    {
        var scores = new HotpotScores();
        // Answer: precision 1/2, recall 1, F1 2/3. Facts: precision 2/3, recall 1, F1 4/5. Jointly: 1/3 and 1, F1 1/2.
        scores.Add("Shirley Temple", "Temple", [s_a0, s_a1, s_b0], [s_a0, s_b0]);
        // All right.
        scores.Add("no", "No", [s_a1], [s_a1]);
        // A right answer without facts, and facts without an answer.
        scores.Add("cat", "cat", null, [s_a0]);
        scores.Add(null, "cat", [s_a0], [s_a0]);
        Assert.Equal(4, scores.Count);
        AssertMeans(new(0.5, (2.0 / 3 + 1 + 1) / 4, 2.5 / 4, 3.0 / 4), scores.Answer);
        AssertMeans(new(0.5, (0.8 + 1 + 1) / 4, (2.0 / 3 + 1 + 1) / 4, 3.0 / 4), scores.Support);
        AssertMeans(new(0.25, (0.5 + 1) / 4, (1.0 / 3 + 1) / 4, 2.0 / 4), scores.Joint);
    }

    [Fact]
    public void Gold_answers_of_HotpotQA_agree_with_themselves()
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(SharedData.Path("hotpotqa", "dev_subsampled.500.jsonl.gz")), CompressionMode.Decompress));
        var scores = new HotpotScores();
        while (lines.ReadLine() is { } line)
        {
            var question = JsonDocument.Parse(line).RootElement;
            var answer = question.GetProperty("answers_objects")[0].GetProperty("spans")[0].GetString()!;
            var support = question.GetProperty("contexts").EnumerateArray().Where(c => c.GetProperty("is_supporting").GetBoolean()).Select(c => new SupportingFact(c.Text("title"), 0)).ToArray();
            scores.Add(answer, answer, support, support);
        }
        Assert.Equal(500, scores.Count);
        Assert.All([scores.Answer, scores.Support, scores.Joint], means => AssertMeans(new(1, 1, 1, 1), means));
    }

    private static void AssertMeans(HotpotMeans expected, HotpotMeans actual)
    {
        Assert.Equal(expected.ExactMatch, actual.ExactMatch, 1e-12);
        Assert.Equal(expected.F1, actual.F1, 1e-12);
        Assert.Equal(expected.Precision, actual.Precision, 1e-12);
        Assert.Equal(expected.Recall, actual.Recall, 1e-12);
    }
}

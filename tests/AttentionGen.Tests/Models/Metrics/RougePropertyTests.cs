using AttentionGen.Models.Metrics;

namespace AttentionGen.Tests.Models.Metrics;

/// <summary>Random texts of few words, against formulations that are slow and obvious.</summary>
public class RougePropertyTests
{
    private static readonly string[] s_words = ["a", "b", "c", "d"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void Tokens_and_pairs_are_matched_one_by_one(int seed)
    {
        var (said, right) = Texts(seed);
        var scores = RougeScores.Of(string.Join(' ', said), string.Join(' ', right));
        Assert.Equal(Matched(said, right), scores.Rouge1);
        Assert.Equal(Matched(Pairs(said), Pairs(right)), scores.Rouge2);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_sequence_is_the_longest_of_all(int seed)
    {
        var (said, right) = Texts(seed);
        var longest = Subsequences(said).Intersect(Subsequences(right)).Max(s => s.Length);
        var scores = RougeScores.Of(string.Join(' ', said), string.Join(' ', right));
        Assert.Equal(Ratio(longest, said.Length, right.Length), scores.RougeL);
        Assert.Equal(scores.RougeL, scores.RougeLsum); // a line each
        int[] first = [.. right.Select(word => (int)word[0])], second = [.. said.Select(word => (int)word[0])];
        int[] places = [.. LongestCommonSubsequence.Places(first, second).Reverse()];
        Assert.Equal(longest, places.Length);
        Assert.Equal(places.Order().Distinct(), places);
        Assert.Contains(string.Concat(places.Select(place => right[place])), Subsequences(said));
    }

    /// <summary>The union over lines from the definition, with the sequence that leaves out of the reference first where it may.</summary>
    [Theory, MemberData(nameof(Seeds))]
    public void Lines_have_the_union_of_their_sequences(int seed)
    {
        var random = new Random(seed);
        string[][] said = Lines(), right = Lines();
        var common = new List<string>();
        foreach (var line in right)
            common.AddRange(said.SelectMany(other => Longest(line, line.Length, other, other.Length)).Distinct().Select(place => line[place]));
        var hits = common.GroupBy(word => word).Sum(group => Math.Min(group.Count(), said.Sum(line => line.Count(word => word == group.Key))));
        var actual = RougeScores.Of(Text(said), Text(right)).RougeLsum;
        Assert.Equal(Ratio(hits, said.Sum(line => line.Length), right.Sum(line => line.Length)), actual);

        string[][] Lines() => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Words(random, random.Next(0, 7)))];
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_texts_trade_places_with_precision_and_recall_but_for_the_union_over_lines(int seed)
    {
        var (said, right) = Texts(seed);
        var (there, back) = (RougeScores.Of(string.Join(' ', said), string.Join(' ', right)), RougeScores.Of(string.Join(' ', right), string.Join(' ', said)));
        foreach (var (a, b) in new[] { (there.Rouge1, back.Rouge1), (there.Rouge2, back.Rouge2), (there.RougeL, back.RougeL) })
            Assert.Equal((a.Precision, a.Recall), (b.Recall, b.Precision));
    }

    private static (string[] Said, string[] Right) Texts(int seed)
    {
        var random = new Random(seed);
        return (Words(random, random.Next(1, 11)), Words(random, random.Next(1, 11)));
    }

    private static string[] Words(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => s_words[random.Next(s_words.Length)])];

    private static string Text(string[][] lines) => string.Join('\n', lines.Select(line => string.Join(' ', line)));

    private static string[] Pairs(string[] words) => [.. Enumerable.Range(0, words.Length - 1).Select(at => words[at] + words[at + 1])];

    /// <summary>Each word takes one of the other text, if one is left.</summary>
    private static Overlap Matched(string[] said, string[] right)
    {
        var left = right.ToList();
        return Ratio(said.Count(left.Remove), said.Length, right.Length);
    }

    private static Overlap Ratio(double common, int said, int right) => common == 0 ? default : new(common / said, common / right);

    /// <summary>All texts that leaving words out can make.</summary>
    private static HashSet<string> Subsequences(string[] words) =>
        [.. Enumerable.Range(0, 1 << words.Length).Select(mask => string.Concat(words.Where((_, at) => (mask >> at & 1) == 1)))];

    /// <summary>Places of the longest common sequence in the first i and j words.</summary>
    private static int[] Longest(string[] line, int i, string[] other, int j)
    {
        if (i == 0 || j == 0)
            return [];
        if (line[i - 1] == other[j - 1])
            return [.. Longest(line, i - 1, other, j - 1), i - 1];
        int[] shorterLine = Longest(line, i - 1, other, j), shorterOther = Longest(line, i, other, j - 1);
        return shorterOther.Length > shorterLine.Length ? shorterOther : shorterLine;
    }
}

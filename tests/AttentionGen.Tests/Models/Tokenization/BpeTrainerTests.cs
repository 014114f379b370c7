using AttentionGen.Models.Tokenization;
using AttentionGen.Tests.Support;

namespace AttentionGen.Tests.Models.Tokenization;

/// <summary>Merges worked out by hand.</summary>
public class BpeTrainerTests : TemporaryFolder
{
    [Fact]
    public void TheMostFrequentPairGoesFirst()
    {
        // Words: low (1), Ġlow (2), Ġlower (1). l+o and o+w occur 4 times, Ġ+l 3 times, w+e and e+r once. l is before o: "lo".
        // Then lo+w 4, Ġ+lo 3: "low". Then Ġ+low 3. What is left occurs once.
        var trained = BpeTrainer.Train(["low low low lower"], 1000);
        Assert.Equal([("l", "o"), ("lo", "w"), ("Ġ", "low")], trained.Merges);
        Assert.Equal(["<s>", "<pad>", "</s>", "<unk>", "!"], trained.Tokens.Take(5));
        Assert.Equal(["lo", "low", "Ġlow", "<mask>"], trained.Tokens.Skip(260));
    }

    [Fact]
    public void OlderTokensGoFirstAmongEquals()
    {
        // Words: ab, Ġac. a+b, a+c and Ġ+a occur once each; a has the lowest id, then b. Then a+c before Ġ+a; then Ġ+ac.
        Assert.Equal([("a", "b"), ("a", "c"), ("Ġ", "ac")], BpeTrainer.Train(["ab ac"], 1000, minimumCount: 1).Merges);
        // (a a) (a a) a; then aa+a before aa+aa, for a is older; then aa+aaa.
        Assert.Equal([("a", "a"), ("aa", "a"), ("aa", "aaa")], BpeTrainer.Train(["aaaaa"], 1000, minimumCount: 1).Merges);
    }

    [Fact]
    public void MergesLowerTheCountsOfTheirNeighbours()
    {
        // x+a 5, a+b 6, b+c 3. "ab" takes all of them: then x+ab 3 (the other xa stay: 2), ab+c 3; ab is newer than x.
        string[] texts = [.. Enumerable.Repeat("xab", 3), .. Enumerable.Repeat("xa", 2), .. Enumerable.Repeat("abc", 3)];
        Assert.Equal([("a", "b"), ("x", "ab"), ("ab", "c"), ("x", "a")], BpeTrainer.Train(texts, 1000).Merges);
        Assert.Equal([("a", "b"), ("x", "ab")], BpeTrainer.Train(texts, 263).Merges);
    }

    [Fact]
    public void WordsEndAtTheirBorders()
    {
        // Letters, digits and symbols do not join, nor do the apostrophe and a contraction's word. 𝐀 is a letter: four bytes and b.
        Assert.Equal([("1", "2"), ("a", "b"), ("!", "!")], Order(BpeTrainer.Train(["ab12!!"], 1000, minimumCount: 1)));
        Assert.Equal([("i", "t"), ("'", "s")], Order(BpeTrainer.Train(["it's"], 1000, minimumCount: 1)));
        Assert.Equal(4, BpeTrainer.Train(["𝐀b"], 1000, minimumCount: 1).Merges.Count);

        static IEnumerable<(string, string)> Order(TrainedVocabulary trained) => trained.Merges.OrderBy(m => m.Left == "'" ? 'z' : m.Left[0] == '!' ? 'y' : m.Left[0]);
    }

    [Fact]
    public void BytesOfUtf8AreJoined()
    {
        Assert.Equal([("Ã", "©")], BpeTrainer.Train(["é", "é"], 1000).Merges);
        Assert.Empty(BpeTrainer.Train(["é"], 1000).Merges);
        Assert.Empty(BpeTrainer.Train([], 1000).Merges);
    }

    [Fact]
    public void WhatIsNoWordTeachesNothing()
    {
        Assert.NotEmpty(BpeTrainer.Train([new string('a', 1000)], 1000).Merges);
        Assert.Empty(BpeTrainer.Train([new string('a', 1001)], 1000).Merges);
    }

    [Fact]
    public void ProgressIsReportedAndTheCallerMayStop()
    {
        var reports = new List<BpeTrainingProgress>();
        BpeTrainer.Train(Enumerable.Repeat("low", 20_000), 1000, progress: reports.Add);
        Assert.Equal([new(10_000, 0), new(20_000, 0), new(20_000, 263)], reports);
        Assert.Throws<OperationCanceledException>(() => BpeTrainer.Train(Endless(), 1000, progress: _ => throw new OperationCanceledException()));

        static IEnumerable<string> Endless()
        {
            while (true)
                yield return "low";
        }
    }

    [Fact]
    public void SizesBelowTheFixedTokensAreRefused()
    {
        Assert.Equal(261, BpeTrainer.Train(["aaaa"], 261).Tokens.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => BpeTrainer.Train(["aaaa"], 260));
        Assert.Throws<ArgumentOutOfRangeException>(() => BpeTrainer.Train(["aaaa"], 300, minimumCount: 0));
    }
}

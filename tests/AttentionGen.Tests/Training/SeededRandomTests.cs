using AttentionGen.Models.Training;

namespace AttentionGen.Tests.Training;

public class SeededRandomTests
{
    /// <summary>The published first outputs of SplitMix64 for the seed 1234567.</summary>
    [Fact]
    public void ItIsSplitMix64()
    {
        var random = new SeededRandom(1234567);
        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423], new[] { random.Next(), random.Next(), random.Next() });
    }

    [Fact]
    public void NumbersAreSpreadEvenly()
    {
        var random = new SeededRandom(1);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
            counts[random.Below(10)]++;
        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
        Assert.InRange(Enumerable.Range(0, 100_000).Average(_ => random.NextDouble()), 0.495, 0.505);
    }

    /// <summary>Mean and variance of a Poisson distribution are alike.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(40)]
    public void EventsHaveTheirMeanAndVariance(double mean)
    {
        var random = new SeededRandom(1);
        var counts = Enumerable.Range(0, 50_000).Select(_ => random.Poisson(mean)).ToArray();
        Assert.InRange(counts.Average(), 0.98 * mean, 1.02 * mean);
        Assert.InRange(counts.Average(c => (c - mean) * (c - mean)), 0.96 * mean, 1.04 * mean);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Poisson(0));
    }

    [Fact]
    public void PlacesAreUnrelated()
    {
        var seen = new HashSet<ulong>();
        for (var seed = 0; seed < 10; seed++)
        {
            for (var step = 0; step < 100; step++)
                Assert.True(seen.Add(new SeededRandom(seed, step, 0).Next()) && seen.Add(new SeededRandom(seed, step, 1).Next()));
        }
    }

    [Fact]
    public void AShuffleKeepsEverything()
    {
        var items = Enumerable.Range(0, 50).ToArray();
        new SeededRandom(1).Shuffle<int>(items);
        Assert.NotEqual(Enumerable.Range(0, 50), items);
        Assert.Equal(Enumerable.Range(0, 50), items.Order());
    }
}

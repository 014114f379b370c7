namespace AttentionGen.Models.Training;

/// <summary>
/// Random numbers that follow from a seed and a place, such as (seed, step): a resumed run needs no state to continue them.
/// SplitMix64, since the numbers of <see cref="Random"/> may differ between versions of .NET.
/// </summary>
public sealed class SeededRandom
{
    private ulong _state;

    /// <summary>The numbers of a place. Other seeds or places give unrelated numbers.</summary>
    /// <param name="seed">The run's seed; any value.</param>
    /// <param name="place">Where the numbers are used, such as purpose, step and micro-batch.</param>
    public SeededRandom(long seed, params ReadOnlySpan<long> place)
    {
        _state = (ulong)seed;
        foreach (var part in place)
            _state = Next() ^ (ulong)part;
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="count">At least 1.</param>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        // The product's upper half; what that favours some numbers by is below 2^-32.
        return (int)Math.BigMul(Next(), (ulong)count, out _);
    }

    /// <summary>A number of events that are independent of each other (Poisson distribution; Knuth's way, whose time grows with the mean).</summary>
    /// <param name="mean">Above 0 and at most 100.</param>
    public int Poisson(double mean)
    {
        if (mean is not (> 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean must be above 0 and at most 100.");
        var count = 0;
        var limit = Math.Exp(-mean);
        for (var product = NextDouble(); product > limit; product *= NextDouble())
            count++;
        return count;
    }

    /// <summary>Puts items in random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}

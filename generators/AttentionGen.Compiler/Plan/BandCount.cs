using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>Counts the pairs of a band in a rectangle of queries and keys, in closed form.</summary>
internal static class BandCount
{
    /// <summary>Pairs whose query is in [query, queryEnd) and whose key is in [key, keyEnd).</summary>
    public static long Pairs(BandTerm band, long query, long queryEnd, long key, long keyEnd)
    {
        if (query >= queryEnd || key >= keyEnd)
            return 0;
        long stride = band.Stride;
        var low = Math.Max(-(long)band.Before, -Floor(queryEnd - 1 - key, stride));
        var high = Math.Min(band.After, Floor(keyEnd - 1 - query, stride));
        if (low > high)
            return 0;
        // At distance d = stride t the pairs are the queries from max(query, key - d) to min(queryEnd, keyEnd - d).
        var starts = (high - low + 1) * query + Falling(key, low, high, stride) - Ends(key, query, low, high, stride);
        return Ends(keyEnd, queryEnd, low, high, stride) - starts;
    }

    /// <summary>The sum of min(cap, end - stride t) over low &lt;= t &lt;= high.</summary>
    private static long Ends(long end, long cap, long low, long high, long stride)
    {
        var turn = Math.Min(high, Math.Max(low - 1, Floor(end - cap, stride)));
        return (turn - low + 1) * cap + Falling(end, turn + 1, high, stride);
    }

    /// <summary>The sum of end - stride t over first &lt;= t &lt;= last.</summary>
    private static long Falling(long end, long first, long last, long stride) =>
        last < first ? 0 : (last - first + 1) * end - stride * ((first + last) * (last - first + 1) / 2);

    private static long Floor(long a, long b) => a >= 0 ? a / b : -((-a + b - 1) / b);
}

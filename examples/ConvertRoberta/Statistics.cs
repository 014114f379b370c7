namespace ConvertRoberta;

/// <summary>Means with their errors.</summary>
internal static class Statistics
{
    /// <summary>The mean over all tokens of some documents, and its standard error: documents are drawn, not tokens.</summary>
    /// <param name="values">The mean of each document's tokens; at least two documents.</param>
    /// <param name="counts">How many tokens each is the mean of.</param>
    public static (double Mean, double Error) Mean(IReadOnlyList<double> values, IReadOnlyList<int> counts)
    {
        double total = counts.Sum();
        var shares = counts.Select(count => count / total).ToArray();
        var mean = values.Zip(shares, (value, share) => value * share).Sum();
        var squares = values.Zip(shares, (value, share) => share * share * (value - mean) * (value - mean)).Sum();
        return (mean, Math.Sqrt(squares * values.Count / (values.Count - 1)));
    }
}

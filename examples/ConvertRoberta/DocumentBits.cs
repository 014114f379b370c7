namespace ConvertRoberta;

/// <summary>A model's loss on some documents.</summary>
/// <param name="Values">Bits per token, the mean of each document; two documents or more.</param>
/// <param name="Counts">How many tokens each is the mean of.</param>
internal sealed record DocumentBits(IReadOnlyList<double> Values, IReadOnlyList<int> Counts)
{
    /// <summary>What this has more than another model on the same tokens, document by document.</summary>
    public DocumentBits Minus(DocumentBits other) => this with { Values = [.. Values.Zip(other.Values, (a, b) => a - b)] };

    /// <summary>The mean over all tokens, and its standard error: documents are drawn, not tokens.</summary>
    public (double Mean, double Error) Mean()
    {
        double total = Counts.Sum();
        var shares = Counts.Select(count => count / total).ToArray();
        var mean = Values.Zip(shares, (value, share) => value * share).Sum();
        var squares = Values.Zip(shares, (value, share) => share * share * (value - mean) * (value - mean)).Sum();
        return (mean, Math.Sqrt(squares * Values.Count / (Values.Count - 1)));
    }
}

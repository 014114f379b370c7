namespace AttentionGen.Models.Metrics;

/// <summary>Means of <see cref="RougeScores"/> over summaries; NaN without a summary.</summary>
/// <param name="Rouge1">Of single tokens.</param>
/// <param name="Rouge2">Of pairs of neighbours.</param>
/// <param name="RougeL">Of the longest common sequence.</param>
/// <param name="RougeLsum">Of the longest common sequences line by line.</param>
public readonly record struct RougeMeans(RougeMean Rouge1, RougeMean Rouge2, RougeMean RougeL, RougeMean RougeLsum)
{
    /// <summary>Precision, recall and F1 of each kind.</summary>
    private const int Numbers = 12;

    /// <summary>The means over pairs of texts.</summary>
    /// <param name="pairs">Summaries and their references.</param>
    public static RougeMeans Of(IEnumerable<(string Prediction, string Reference)> pairs) => Of(pairs.Select(pair => RougeScores.Of(pair.Prediction, pair.Reference)));

    /// <summary>The means over scores.</summary>
    /// <param name="scores">One for each summary.</param>
    public static RougeMeans Of(IEnumerable<RougeScores> scores)
    {
        double[][] rows = [.. scores.Select(Row)];
        return From(Mean(rows, Enumerable.Range(0, rows.Length)));
    }

    /// <summary>
    /// An interval in which the means would lie, were the summaries drawn anew: of each number, the span that the means of bootstrap samples
    /// (as many summaries, drawn with replacement) leave but for equal shares at both ends.
    /// </summary>
    /// <param name="scores">One for each summary.</param>
    /// <param name="level">The share of samples within, above 0 and below 1.</param>
    /// <param name="samples">How many are drawn, 1 or more.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <returns>The lower and the upper ends; NaN without a summary.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The level or the number of samples cannot be.</exception>
    public static (RougeMeans Low, RougeMeans High) Interval(IEnumerable<RougeScores> scores, double level = 0.95, int samples = 1000, int seed = 0)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level is a share above 0 and below 1, such as 0.95.");
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        double[][] rows = [.. scores.Select(Row)];
        var random = new Random(seed);
        double[][] means = [.. Enumerable.Range(0, samples).Select(_ => Mean(rows, Enumerable.Range(0, rows.Length).Select(_ => random.Next(rows.Length))))];
        double[][] sorted = [.. Enumerable.Range(0, Numbers).Select(number => means.Select(mean => mean[number]).Order().ToArray())];
        return (End((1 - level) / 2), End((1 + level) / 2));

        RougeMeans End(double share) => From([.. sorted.Select(values => Quantile(values, share))]);
    }

    private static double[] Row(RougeScores scores) =>
        [.. new[] { scores.Rouge1, scores.Rouge2, scores.RougeL, scores.RougeLsum }.SelectMany(overlap => new[] { overlap.Precision, overlap.Recall, overlap.F1 })];

    private static RougeMeans From(double[] row) => new(new(row[0], row[1], row[2]), new(row[3], row[4], row[5]), new(row[6], row[7], row[8]), new(row[9], row[10], row[11]));

    private static double[] Mean(double[][] rows, IEnumerable<int> drawn)
    {
        var sums = new double[Numbers];
        foreach (var index in drawn)
        {
            for (var number = 0; number < Numbers; number++)
                sums[number] += rows[index][number];
        }
        return [.. sums.Select(sum => sum / rows.Length)];
    }

    /// <summary>Between two values in proportion.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}

namespace AttentionGen.Models.Training;

/// <summary>Which examples stand together in an epoch: a pure function of lengths, options, seed and epoch.</summary>
internal static class BatchPlan
{
    /// <summary>Refuses sources and options that no plan can serve.</summary>
    /// <exception cref="TrainingException">There are no examples, or one is empty or longer than the budget.</exception>
    public static void Check(IExampleSource source, BatchOptions options)
    {
        if (options.TokenBudget < 1 || options.LabelBudget < 1 || options.MaxExamples < 1 || options.Bucket < 1)
            throw new TrainingException($"{nameof(options.TokenBudget)} {options.TokenBudget}, {nameof(options.LabelBudget)} {options.LabelBudget}, {nameof(options.MaxExamples)} {options.MaxExamples} and {nameof(options.Bucket)} {options.Bucket} must be 1 or more.");
        if (source.Count == 0)
            throw new TrainingException("There are no examples. Check the file and what is filtered out of it.");
        for (var i = 0; i < source.Count; i++)
        {
            var length = source.LengthOf(i);
            if (length < 1)
                throw new TrainingException($"Example {i} has no tokens. Leave it out, or give it special tokens.");
            if (length > options.TokenBudget)
                throw new TrainingException($"Example {i} has {length} tokens, more than a batch may have ({nameof(options.TokenBudget)} {options.TokenBudget}). Shorten it, or raise the budget.");
            if (options.LabelBudget is { } budget && source.LabelsOf(i) is var labels && labels > budget)
                throw new TrainingException($"Example {i} has {labels} labels, more than a batch may have ({nameof(options.LabelBudget)} {budget}). Shorten what it shall write, or raise the budget.");
        }
    }

    /// <summary>The epoch's batches, each a list of example numbers. Every example stands in exactly one.</summary>
    public static int[][] Epoch(IExampleSource source, BatchOptions options, long seed, int epoch)
    {
        var order = Enumerable.Range(0, source.Count).ToArray();
        if (!options.Shuffle)
            return [.. Cut(order, source, options)];
        var random = new SeededRandom(seed, Purpose.Batches, epoch);
        random.Shuffle<int>(order);
        // Rising and falling in turns: a batch that two buckets share has examples of like length. OrderBy keeps the order of
        // equal lengths, so that the plan does not depend on a sorting algorithm.
        var sorted = order.Chunk(options.Bucket).SelectMany((bucket, i) =>
            bucket.OrderBy(e => i % 2 == 0 ? source.LengthOf(e) : -source.LengthOf(e)).ThenBy(e => Labels(e, source, options)));
        int[][] batches = [.. Cut(sorted, source, options)];
        random.Shuffle<int[]>(batches);
        return batches;
    }

    private static IEnumerable<int[]> Cut(IEnumerable<int> order, IExampleSource source, BatchOptions options)
    {
        var batch = new List<int>();
        int longest = 0, most = 0;
        foreach (var example in order)
        {
            var length = Math.Max(longest, source.LengthOf(example));
            var labels = Math.Max(most, Labels(example, source, options));
            var count = batch.Count + 1L;
            if (batch.Count > 0 && (length * count > options.TokenBudget || labels * count > options.LabelBudget || batch.Count == options.MaxExamples))
            {
                yield return [.. batch];
                batch.Clear();
                (length, labels) = (source.LengthOf(example), Labels(example, source, options));
            }
            batch.Add(example);
            (longest, most) = (length, labels);
        }
        if (batch.Count > 0)
            yield return [.. batch];
    }

    /// <summary>Labels count only where they are limited.</summary>
    private static int Labels(int example, IExampleSource source, BatchOptions options) => options.LabelBudget is null ? 0 : source.LabelsOf(example);
}

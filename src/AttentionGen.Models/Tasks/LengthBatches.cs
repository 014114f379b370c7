using AttentionGen.Models.Longformer;
using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>Groups sequences of like length, so that little of a batch is padding.</summary>
internal static class LengthBatches
{
    /// <summary>Tokens that are read at once where the caller does not say.</summary>
    public const int TokenBudget = 16384;

    /// <summary>The sequences' numbers in groups, the longest first.</summary>
    /// <param name="sequences">The sequences.</param>
    /// <param name="tokenBudget">Most tokens of a group, padding included; a longer sequence is a group of its own.</param>
    public static IEnumerable<int[]> Of(IReadOnlyList<int[]> sequences, int tokenBudget)
    {
        int[] order = [.. Enumerable.Range(0, sequences.Count).OrderByDescending(i => sequences[i].Length)];
        for (var done = 0; done < order.Length;)
        {
            var group = order.Skip(done).Take(Math.Max(1, tokenBudget / sequences[order[done]].Length)).ToArray();
            yield return group;
            done += group.Length;
        }
    }

    /// <summary>The results of sequences, in their order.</summary>
    /// <param name="sequences">Token ids, at least one each.</param>
    /// <param name="padId">The padding id.</param>
    /// <param name="device">Where batches shall be; CPU when null.</param>
    /// <param name="tokenBudget">Most tokens of a batch, padding included, 1 or more; a longer sequence is read alone.</param>
    /// <param name="progress">Is told how many more sequences are done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <param name="run">A batch to a result for each of its rows.</param>
    public static T[] Run<T>(
        IReadOnlyList<int[]> sequences, int padId, Device? device, int tokenBudget, Action<int>? progress, CancellationToken cancellation, Func<LongformerInput, T[]> run)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokenBudget, 1);
        var results = new T[sequences.Count];
        foreach (var group in Of(sequences, tokenBudget))
        {
            cancellation.ThrowIfCancellationRequested();
            using var batch = Batch.Create([.. group.Select(i => new Example(sequences[i]))], padId, device);
            foreach (var (i, result) in group.Zip(run(new LongformerInput { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask })))
                results[i] = result;
            progress?.Invoke(group.Length);
        }
        return results;
    }
}

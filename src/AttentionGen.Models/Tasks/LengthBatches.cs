using AttentionGen.Models.Longformer;
using AttentionGen.Models.Training;
using static TorchSharp.torch;

namespace AttentionGen.Models.Tasks;

/// <summary>Reads sequences of like length together, so that little is padding.</summary>
internal static class LengthBatches
{
    /// <summary>Tokens that are read at once where the caller does not say.</summary>
    public const int TokenBudget = 16384;

    /// <summary>The results of sequences, in their order. The longest are read first: what does not fit into memory fails at once.</summary>
    /// <param name="sequences">Token ids, at least one each.</param>
    /// <param name="padId">The padding id.</param>
    /// <param name="device">Where batches shall be; CPU when null.</param>
    /// <param name="tokenBudget">Most tokens of a batch, padding included; a longer sequence is read alone.</param>
    /// <param name="progress">Is told how many more sequences are done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <param name="run">A batch to a result for each of its rows.</param>
    public static T[] Run<T>(
        IReadOnlyList<int[]> sequences, int padId, Device? device, int tokenBudget, Action<int>? progress, CancellationToken cancellation, Func<LongformerInput, T[]> run)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokenBudget, 1);
        int[] order = [.. Enumerable.Range(0, sequences.Count).OrderByDescending(i => sequences[i].Length)];
        var examples = new ExampleList(order.Select(i => new Example(sequences[i])));
        var results = new T[sequences.Count];
        foreach (var rows in BatchPlan.Epoch(examples, new BatchOptions { TokenBudget = tokenBudget, Shuffle = false }, seed: 0, epoch: 0))
        {
            cancellation.ThrowIfCancellationRequested();
            using var batch = Batch.Create([.. rows.Select(examples.Get)], padId, device);
            var values = run(new LongformerInput { InputIds = batch.InputIds, AttentionMask = batch.AttentionMask });
            for (var row = 0; row < rows.Length; row++)
                results[order[rows[row]]] = values[row];
            progress?.Invoke(rows.Length);
        }
        return results;
    }
}

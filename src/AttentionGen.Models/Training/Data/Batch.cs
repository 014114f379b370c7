using static TorchSharp.torch;

namespace AttentionGen.Models.Training;

/// <summary>Examples side by side, padded to the longest.</summary>
public sealed class Batch : IDisposable
{
    /// <summary>The label of what has none; torch's loss functions leave it out by default.</summary>
    public const int NoLabel = -100;

    private Batch(IReadOnlyList<Example> examples, Tensor ids, Tensor mask, Tensor labels) =>
        (Examples, InputIds, AttentionMask, Labels) = (examples, ids, mask, labels);

    /// <summary>The examples, in the order of the rows.</summary>
    public IReadOnlyList<Example> Examples { get; }

    /// <summary>(batch, length) int64: token ids, the padding id behind shorter examples.</summary>
    public Tensor InputIds { get; }

    /// <summary>(batch, length) int64: 1 for tokens, 0 for padding.</summary>
    public Tensor AttentionMask { get; }

    /// <summary>(batch, most labels of an example) int64: <see cref="NoLabel"/> behind shorter rows.</summary>
    public Tensor Labels { get; }

    /// <summary>Tokens that are no padding.</summary>
    public long Tokens => Examples.Sum(e => (long)e.Ids.Length);

    /// <summary>A batch of examples.</summary>
    /// <param name="examples">At least one.</param>
    /// <param name="padId">The padding id.</param>
    /// <param name="device">Where the tensors shall live; CPU when null.</param>
    public static Batch Create(IReadOnlyList<Example> examples, int padId, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(examples.Count);
        var ids = Rows(examples, e => e.Ids, padId, device);
        var mask = Rows(examples, e => [.. Enumerable.Repeat(1, e.Ids.Length)], 0, device);
        return new Batch(examples, ids, mask, Rows(examples, e => e.Labels, NoLabel, device));
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        InputIds.Dispose();
        AttentionMask.Dispose();
        Labels.Dispose();
    }

    private static Tensor Rows(IReadOnlyList<Example> examples, Func<Example, int[]> valuesOf, int padding, Device? device)
    {
        var length = examples.Max(e => valuesOf(e).Length);
        var rows = new long[examples.Count * length];
        Array.Fill(rows, padding);
        for (var row = 0; row < examples.Count; row++)
        {
            var values = valuesOf(examples[row]);
            for (var i = 0; i < values.Length; i++)
                rows[(row * length) + i] = values[i];
        }
        return tensor(rows, [examples.Count, length], device: device);
    }
}

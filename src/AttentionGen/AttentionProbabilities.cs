using static TorchSharp.torch;

namespace AttentionGen;

/// <summary>Attention probabilities of one layer in band layout.</summary>
/// <param name="Local">
/// (batch, heads, length, before + 1 + after) for the widest band of the layer. Slot t of query i is key
/// i + stride x (t - <paramref name="Before"/>), with the head's own stride; 0 where that key is not in the band,
/// is global (then it stands in <paramref name="GlobalColumns"/>), or where the query is global or padded.
/// </param>
/// <param name="Before">The slot in <paramref name="Local"/> that is the query's own token.</param>
/// <param name="GlobalColumns">(batch, heads, length, globals): what non-global queries read of each global token; null when the batch has none.</param>
/// <param name="GlobalRows">(batch, heads, globals, length): what each global token reads; unused slots are 0. Null when the batch has none.</param>
public sealed record AttentionProbabilities(Tensor Local, int Before, Tensor? GlobalColumns, Tensor? GlobalRows) : IDisposable
{
    /// <summary>What the heads that are no bands read, in tiles; their part of <see cref="Local"/> is 0.</summary>
    public IReadOnlyList<ProbabilityTile> Tiles { get; init; } = [];

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Local.Dispose();
        GlobalColumns?.Dispose();
        GlobalRows?.Dispose();
        foreach (var tile in Tiles)
            tile.Dispose();
    }

    /// <summary>Moves the tensors out of the current dispose scope, for code that returns them.</summary>
    public AttentionProbabilities MoveToOuterDisposeScope()
    {
        Local.MoveToOuterDisposeScope();
        GlobalColumns?.MoveToOuterDisposeScope();
        GlobalRows?.MoveToOuterDisposeScope();
        foreach (var tile in Tiles)
            tile.MoveToOuterDisposeScope();
        return this;
    }
}

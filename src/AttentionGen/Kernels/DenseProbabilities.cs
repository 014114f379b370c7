using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>Sparse layouts of probabilities as one matrix.</summary>
internal static class DenseProbabilities
{
    /// <summary>(batch, heads, length, length)</summary>
    public static Tensor Of(AttentionProbabilities probabilities, IReadOnlyList<Band?> bands, AttentionMasks masks)
    {
        long batch = masks.Batch, length = masks.Length;
        var dense = zeros([batch, bands.Count, length, length], probabilities.Local.dtype, probabilities.Local.device);
        var query = arange(length, device: dense.device).unsqueeze(1);
        var slot = arange(probabilities.Local.shape[3], device: dense.device).unsqueeze(0) - probabilities.Before;
        for (var head = 0; head < bands.Count; head++)
        {
            var key = query + slot * (bands[head]?.Stride ?? 1); // (length, slots)
            var values = probabilities.Local.select(1, head) * ((key >= 0) & (key < length));
            dense.select(1, head).scatter_add_(2, key.clamp(0, length - 1).unsqueeze(0).expand(batch, -1, -1), values);
        }
        foreach (var tile in probabilities.Tiles)
            tile.AddTo(dense);
        if (probabilities.GlobalColumns is { } columns)
            dense.scatter_add_(3, masks.GlobalPositions!.unsqueeze(1).unsqueeze(1).expand(-1, bands.Count, length, -1), columns);
        if (probabilities.GlobalRows is { } rows)
            dense.scatter_add_(2, masks.GlobalPositions!.unsqueeze(1).unsqueeze(-1).expand(-1, bands.Count, -1, length), rows);
        return dense;
    }
}

using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>Puts the probabilities of groups of heads together. For generated code.</summary>
/// <param name="masks">The batch.</param>
/// <param name="heads">Heads of the layer.</param>
/// <param name="slots">Slots of the band layout.</param>
public sealed class LayerProbabilities(AttentionMasks masks, int heads, int slots)
{
    private readonly Tensor[] _local = new Tensor[heads], _columns = new Tensor[heads];
    private readonly List<ProbabilityTile> _tiles = [];

    /// <summary>Adds a group.</summary>
    /// <param name="group">Its probabilities.</param>
    /// <param name="heads">Its heads, ascending.</param>
    public void Add(BandProbabilities.Group group, params int[] heads)
    {
        for (var i = 0; i < heads.Length; i++)
        {
            var local = group.Local.narrow(2, i, 1);
            // Heads that are computed from blocks have no band to show.
            _local[heads[i]] = local.shape[3] == slots ? local : zeros([masks.Batch, masks.Length, 1, slots], local.dtype, local.device);
            if (masks.MaxGlobals > 0)
                _columns[heads[i]] = group.GlobalColumns?.narrow(2, i, 1) ?? zeros([masks.Batch, masks.Length, 1, masks.MaxGlobals], local.dtype, local.device);
        }
        var numbers = tensor([.. heads.Select(h => (long)h)], device: masks.Device);
        foreach (var tile in group.Tiles)
        {
            var head = numbers.index_select(0, tile.Rows.select(1, 1));
            _tiles.Add(tile with { Rows = stack([tile.Rows.select(1, 0), head, tile.Rows.select(1, 2)], 1) });
        }
    }

    /// <summary>All heads in order.</summary>
    public BandProbabilities.Group Join() => new(cat(_local, 2), masks.MaxGlobals == 0 ? null : cat(_columns, 2)) { Tiles = _tiles };
}

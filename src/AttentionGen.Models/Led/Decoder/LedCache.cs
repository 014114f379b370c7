using static TorchSharp.torch;

namespace AttentionGen.Models.Led;

/// <summary>Keys or values of one layer's self-attention, slot by slot, with room for tokens to come.</summary>
internal sealed class LedCache : IDisposable
{
    /// <summary>Tokens that there is room for at first; the room doubles when it is used up.</summary>
    private const long FirstRoom = 64;

    private readonly long _most;
    private Tensor? _kept; // (slots, heads, room, head size)

    /// <param name="most">Tokens that will ever be kept.</param>
    public LedCache(long most) => _most = most;

    /// <summary>Adds new tokens of all slots, (slots, heads, new tokens, head size), behind those that are kept: a view of all of them.</summary>
    public Tensor Add(Tensor added, long past)
    {
        var (slots, total) = (added.shape[0], past + added.shape[2]);
        if (_kept is null || _kept.shape[2] < total)
            Resize(_kept?.shape[0] ?? slots, Math.Min(_most, Math.Max(Math.Max(FirstRoom, total), 2 * past)), past, added);
        using (var place = _kept!.narrow(0, 0, slots).narrow(2, past, added.shape[2]))
            place.copy_(added);
        return _kept.narrow(0, 0, slots).narrow(2, 0, total); // (slots, heads, tokens, head size)
    }

    /// <summary>Copies tokens between slots.</summary>
    /// <param name="moves">Which.</param>
    /// <param name="slots">Slots from now on.</param>
    /// <param name="past">Tokens that are kept.</param>
    public void Move(IReadOnlyList<SlotMove> moves, long slots, long past)
    {
        if (_kept is null)
            return;
        using var scope = NewDisposeScope();
        var since = moves.Count == 0 ? past : moves.Min(move => move.Since);
        // Read before anything is written: a slot may give and take.
        var taken = moves.Count == 0 ? null : _kept.narrow(2, since, past - since).index_select(0, Index(moves.Select(move => move.From)));
        if (slots > _kept.shape[0])
            Resize(slots, _kept.shape[2], past, _kept);
        if (taken is not null)
            _kept.narrow(2, since, past - since).index_copy_(0, Index(moves.Select(move => move.To)), taken);
    }

    public void Dispose() => _kept?.Dispose();

    private void Resize(long slots, long room, long past, Tensor like)
    {
        var old = _kept;
        var kept = empty([slots, like.shape[1], room, like.shape[3]], like.dtype, like.device).DetachFromDisposeScope();
        if (old is not null)
        {
            using var from = old.narrow(2, 0, past);
            using var to = kept.narrow(0, 0, old.shape[0]).narrow(2, 0, past);
            to.copy_(from);
            old.Dispose();
        }
        _kept = kept;
    }

    private Tensor Index(IEnumerable<int> slots) => tensor([.. slots.Select(slot => (long)slot)], device: _kept!.device);
}

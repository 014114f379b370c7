using AttentionGen.Kernels;
using static TorchSharp.torch;

namespace AttentionGen;

/// <summary>
/// Which tokens of a batch are real and which are global, prepared once for all layers of a forward pass.
/// Not thread-safe: it keeps the band masks that kernels build from it.
/// </summary>
public sealed class AttentionMasks : IDisposable
{
    private readonly Dictionary<(Type Pattern, BandTiles Tiles), Tensor> _built = [];

    private AttentionMasks(long batch, long length, Device device) => (Batch, Length, Device) = (batch, length, device);

    /// <summary>Sequences in the batch.</summary>
    public long Batch { get; }

    /// <summary>Tokens per sequence, padding included.</summary>
    public long Length { get; }

    /// <summary>Where the masks live.</summary>
    public Device Device { get; }

    /// <summary>(batch, length) bool, false for padding; null when all tokens are real.</summary>
    public Tensor? RealTokens { get; private set; }

    /// <summary>(batch, length) bool; null when no token is global. A padded token is never global.</summary>
    public Tensor? GlobalTokens { get; private set; }

    /// <summary>Global tokens of the row that has most.</summary>
    public long MaxGlobals { get; private set; }

    /// <summary>(batch, <see cref="MaxGlobals"/>) int64: the global tokens' positions in order; unused slots are 0. Null when there are none.</summary>
    public Tensor? GlobalPositions { get; private set; }

    /// <summary>(batch, <see cref="MaxGlobals"/>) bool: slots in use; null when there are none.</summary>
    public Tensor? GlobalSlots { get; private set; }

    /// <summary>(batch x <see cref="MaxGlobals"/>) int64: each slot's token in the flattened batch; unused slots name the row's first.</summary>
    internal Tensor? GlobalGatherIndex { get; private set; }

    /// <summary>(used slots) int64: the global tokens of the whole batch, as positions in the flattened (batch x length).</summary>
    internal Tensor? GlobalTokenIndex { get; private set; }

    /// <summary>(used slots) int64: the same tokens as positions in the flattened (batch x <see cref="MaxGlobals"/>).</summary>
    internal Tensor? GlobalSlotIndex { get; private set; }

    /// <summary>Masks of a batch; mask tensors are copied, never kept.</summary>
    /// <param name="batch">Sequences, 1 or more.</param>
    /// <param name="length">Tokens per sequence, 1 or more.</param>
    /// <param name="device">Where q, k and v live; CPU when null.</param>
    /// <param name="realTokens">(batch, length), bool or numbers (0 = padding); null when all are real.</param>
    /// <param name="globalTokens">(batch, length), bool or numbers (0 = not global); null when none is.</param>
    /// <exception cref="ArgumentException">A mask's shape is not (batch, length).</exception>
    public static AttentionMasks Create(long batch, long length, Device? device = null, Tensor? realTokens = null, Tensor? globalTokens = null)
    {
        if (batch < 1 || length < 1)
            throw new ArgumentException($"A batch needs at least one sequence and one token, not ({batch}, {length}).");
        NativeBackend.EnsureLoaded();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        // A tensor's own device has its index filled in: "cuda" becomes "cuda:0".
        var masks = new AttentionMasks(batch, length, empty(0, device: device ?? CPU).device);
        var real = masks.Normalise(realTokens, nameof(realTokens));
        if (real is not null && !real.all().item<bool>())
            masks.RealTokens = real.DetachFromDisposeScope();
        var global = masks.Normalise(globalTokens, nameof(globalTokens));
        if (global is null)
            return masks;
        if (real is not null)
            global = global & real;
        masks.MaxGlobals = global.sum(1).max().item<long>();
        if (masks.MaxGlobals == 0)
            return masks;
        masks.GlobalTokens = global.DetachFromDisposeScope();
        // A stable sort puts the global tokens of each row first, in order of position.
        var positions = (~global).to(ScalarType.Int32).sort(1, stable: true).Indices.narrow(1, 0, masks.MaxGlobals);
        var slots = arange(masks.MaxGlobals, device: masks.Device).unsqueeze(0) < global.sum(1, keepdim: true);
        masks.GlobalSlots = slots.DetachFromDisposeScope();
        masks.GlobalPositions = where(slots, positions, zeros_like(positions)).DetachFromDisposeScope();
        var rowStart = arange(batch, device: masks.Device).unsqueeze(1) * length;
        masks.GlobalGatherIndex = (masks.GlobalPositions + rowStart).flatten().DetachFromDisposeScope();
        masks.GlobalSlotIndex = slots.flatten().nonzero().squeeze(1).DetachFromDisposeScope();
        masks.GlobalTokenIndex = masks.GlobalGatherIndex.index_select(0, masks.GlobalSlotIndex).DetachFromDisposeScope();
        return masks;
    }

    /// <summary>The mask that a pattern makes for these tiles, built on first use and kept until these masks are disposed of.</summary>
    /// <remarks>For generated code.</remarks>
    public Tensor GetOrBuild((Type Pattern, BandTiles Tiles) key, Func<Tensor> build)
    {
        if (_built.TryGetValue(key, out var mask))
            return mask;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return _built[key] = build().DetachFromDisposeScope();
    }

    /// <summary>Frees the mask tensors.</summary>
    public void Dispose()
    {
        foreach (var mask in _built.Values.Concat([RealTokens, GlobalTokens, GlobalPositions, GlobalSlots, GlobalGatherIndex, GlobalTokenIndex, GlobalSlotIndex]))
            mask?.Dispose();
        _built.Clear();
    }

    private Tensor? Normalise(Tensor? mask, string name)
    {
        if (mask is null)
            return null;
        if (mask.dim() != 2 || mask.shape[0] != Batch || mask.shape[1] != Length)
            throw new ArgumentException($"{name} must be ({Batch}, {Length}), but it is ({string.Join(", ", mask.shape)}).", name);
        return mask.to(ScalarType.Bool, copy: true).to(Device);
    }
}

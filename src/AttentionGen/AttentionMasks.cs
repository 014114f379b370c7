using AttentionGen.Kernels;
using AttentionGen.Kernels.Vectors;
using static TorchSharp.torch;

namespace AttentionGen;

/// <summary>
/// Which tokens of a batch are real and which are global, prepared once for all layers of a forward pass.
/// Not thread-safe: it keeps the band masks that kernels build from it.
/// </summary>
public sealed class AttentionMasks : IDisposable
{
    private readonly Dictionary<object, object> _built = [];
    private readonly Dictionary<string, Tensor> _tokens = [];
    private AttentionMasks? _withoutGlobals;

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

    /// <summary>Numbers that the pattern asks for, by name.</summary>
    public IReadOnlyDictionary<string, int> Numbers { get; private set; } = new Dictionary<string, int>();

    /// <summary>Values per token that the pattern asks for, (batch, length) int64 on the device, by name.</summary>
    public IReadOnlyDictionary<string, Tensor> Tokens => _tokens;

    /// <summary>The same batch for heads that do not know of global tokens. It lives as long as this object.</summary>
    /// <remarks>For generated code.</remarks>
    public AttentionMasks WithoutGlobals => MaxGlobals == 0 ? this : _withoutGlobals ??= Locals();

    /// <summary>The values of <see cref="PatternInputs.Segment"/>.</summary>
    internal Tensor Segments => _tokens[PatternInputs.Segment];

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
    /// <param name="inputs">What the pattern asks for at run time; copied. Null when it asks for nothing.</param>
    /// <exception cref="ArgumentException">A mask's or an input's shape is not (batch, length), or a value does not fit.</exception>
    public static AttentionMasks Create(
        long batch, long length, Device? device = null, Tensor? realTokens = null, Tensor? globalTokens = null, PatternInputs? inputs = null)
    {
        if (batch < 1 || length < 1)
            throw new ArgumentException($"A batch needs at least one sequence and one token, not ({batch}, {length}).");
        NativeBackend.EnsureLoaded();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        // A tensor's own device has its index filled in: "cuda" becomes "cuda:0".
        var masks = new AttentionMasks(batch, length, empty(0, device: device ?? CPU).device);
        masks.Take(inputs);
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
    public Tensor GetOrBuild((Type Pattern, BandTiles Tiles) key, Func<Tensor> build) => Keep(key, () => build().DetachFromDisposeScope());

    /// <summary>What a kernel makes of its blocks for this batch; kept until these masks are disposed of.</summary>
    internal BlockBatch GetOrBuildBlocks((BlockKernel Kernel, int Layer) key, Func<BlockBatch> build) => Keep(key, build);

    /// <summary>Values per token of one sequence; null when there are none of this name.</summary>
    internal TokenInput? TokensOf(string name, long row) => _tokens.TryGetValue(name, out var values)
        ? Keep((name, row), () => new TokenInput([.. values[row].cpu().data<long>().Select(v => (int)v)]))
        : null;

    /// <summary>Block maps that depend on this batch's inputs; kept likewise.</summary>
    internal BlockMap[] GetOrBuildMaps((VectorHeads Heads, int Layer) key, Func<BlockMap[]> build) => Keep(key, build);

    /// <summary>What is known of the tokens, as arrays; of masks on the CPU. It outlives these masks.</summary>
    internal HostTokens Host => Keep(nameof(Host), () => new HostTokens(this));

    /// <summary>Frees the mask tensors.</summary>
    public void Dispose()
    {
        foreach (var mask in _built.Values.OfType<IDisposable>().Concat(_tokens.Values).Concat(
            [RealTokens, GlobalTokens, GlobalPositions, GlobalSlots, GlobalGatherIndex, GlobalTokenIndex, GlobalSlotIndex, _withoutGlobals]))
            mask?.Dispose();
        _built.Clear();
        _tokens.Clear();
    }

    private T Keep<T>(object key, Func<T> build)
        where T : notnull
    {
        if (_built.TryGetValue(key, out var kept))
            return (T)kept;
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var built = build();
        _built[key] = built;
        return built;
    }

    private AttentionMasks Locals()
    {
        var locals = new AttentionMasks(Batch, Length, Device) { RealTokens = RealTokens?.alias().DetachFromDisposeScope(), Numbers = Numbers };
        foreach (var (name, values) in _tokens)
            locals._tokens[name] = values.alias().DetachFromDisposeScope();
        return locals;
    }

    private void Take(PatternInputs? inputs)
    {
        if (inputs is null)
            return;
        Numbers = new Dictionary<string, int>(inputs.Numbers);
        foreach (var (name, values) in inputs.Tokens)
        {
            RequireShape(values, name);
            if (values.is_floating_point() || values.is_complex())
                throw new ArgumentException($"{name} must hold whole numbers, but it is {values.dtype}.", nameof(inputs));
            var whole = values.to(ScalarType.Int64, copy: true).to(Device);
            if ((whole.lt(int.MinValue) | whole.gt(int.MaxValue)).any().item<bool>())
                throw new ArgumentException($"{name} must hold numbers from {int.MinValue} to {int.MaxValue}.", nameof(inputs));
            _tokens[name] = whole.DetachFromDisposeScope();
        }
    }

    private void RequireShape(Tensor mask, string name)
    {
        if (mask.dim() != 2 || mask.shape[0] != Batch || mask.shape[1] != Length)
            throw new ArgumentException($"{name} must be ({Batch}, {Length}), but it is ({string.Join(", ", mask.shape)}).", name);
    }

    private Tensor? Normalise(Tensor? mask, string name)
    {
        if (mask is null)
            return null;
        RequireShape(mask, name);
        return mask.to(ScalarType.Bool, copy: true).to(Device);
    }
}

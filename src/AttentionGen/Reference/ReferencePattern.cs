using AttentionGen.Kernels;
using static TorchSharp.torch;

namespace AttentionGen.Reference;

/// <summary>
/// The oracle: the same pattern computed densely, head by head and line by line as the semantics read, with memory
/// quadratic in the length. Any device, float64 too.
/// </summary>
/// <param name="pattern">The pattern whose bands and limits are followed; its own code is not run.</param>
public sealed class ReferencePattern(AttentionPattern pattern) : AttentionPattern
{
    /// <inheritdoc/>
    public override PatternCard Card { get; } = pattern.Card with { Engine = "Reference", Refusals = [] };

    /// <inheritdoc/>
    public override Tensor Forward(int layer, Tensor q, Tensor k, Tensor v, GlobalInputs? globals, AttentionMasks masks, DropoutState dropout = default)
    {
        Check(layer, q, k, v, globals, masks);
        using var scope = NewDisposeScope();
        var heads = Heads(head => Context(layer, head, q, k, v, globals, masks, dropout));
        return stack(heads, 2).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override AttentionProbabilities Probabilities(int layer, Tensor q, Tensor k, GlobalInputs? globals, AttentionMasks masks)
    {
        Check(layer, q, k, k, globals, masks);
        using var scope = NewDisposeScope();
        var bands = Card.Bands[layer];
        int before = Slots(bands.Max(b => b?.Before ?? 0), masks), after = Slots(bands.Max(b => b?.After ?? 0), masks);
        var dense = Heads(head => LocalQueriesOnly(LocalProbabilities(layer, head, q, k, masks), layer, head, masks));
        var local = Heads(head => bands[head] is { } band
            ? BandSlots(LocalKeysOnly(dense[head], layer, head, masks), band, before, after)
            : zeros([masks.Batch, masks.Length, before + 1 + after], q.dtype, q.device));
        var tiles = Enumerable.Range(0, Card.Heads).Where(head => bands[head] is null)
            .Select(head => Tile(head, LocalKeysOnly(dense[head], layer, head, masks))).ToList();
        Tensor? columns = null, rows = null;
        if (masks.GlobalPositions is { } positions)
        {
            var used = masks.GlobalSlots!.unsqueeze(-1); // (batch, globals, 1)
            var index = positions.unsqueeze(-1).expand(-1, -1, masks.Length); // (batch, globals, length)
            columns = stack(Heads(head => (dense[head].transpose(1, 2).gather(1, index) * used).transpose(1, 2) * (Use(layer, head) != GlobalUse.None)), 1);
            rows = stack(Heads(head => Use(layer, head) is GlobalUse.Shared or GlobalUse.Separate
                ? GlobalProbabilities(layer, head, q, k, globals, masks).gather(1, index) * used
                : zeros([masks.Batch, masks.MaxGlobals, masks.Length], q.dtype, q.device)), 1);
        }
        return new AttentionProbabilities(stack(local, 1), before, columns, rows) { Tiles = tiles }.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor? GlobalMask(string task, Tensor tokenIds, int separatorId) => pattern.GlobalMask(task, tokenIds, separatorId);

    /// <inheritdoc/>
    protected override AttentionRule? RuleOf(int layer, int head, RuleScope scope) => pattern.Rule(scope);

    private static int Slots(int keys, AttentionMasks masks) => keys == Band.Unbounded ? (int)masks.Length - 1 : keys;

    private GlobalUse Use(int layer, int head) => Card.GlobalsOf(layer, head);

    /// <summary>(batch, length, head size)</summary>
    private Tensor Context(int layer, int head, Tensor q, Tensor k, Tensor v, GlobalInputs? globals, AttentionMasks masks, DropoutState dropout)
    {
        using var scope = NewDisposeScope();
        var context = Drop(LocalProbabilities(layer, head, q, k, masks), dropout).bmm(v.select(2, head));
        if (masks.GlobalTokens is { } global && Use(layer, head) is GlobalUse.Shared or GlobalUse.Separate)
        {
            var values = Use(layer, head) == GlobalUse.Shared ? v.select(2, head) : Project(head, globals!.Hidden, globals.ValueWeight, globals.ValueBias);
            var rows = Drop(GlobalProbabilities(layer, head, q, k, globals, masks), dropout).bmm(values);
            context = where(global.unsqueeze(-1), rows, context);
        }
        if (masks.RealTokens is { } real)
            context = where(real.unsqueeze(-1), context, zeros_like(context));
        return context.MoveToOuterDisposeScope();
    }

    /// <summary>(batch, length, length): one softmax over band and global keys.</summary>
    private Tensor LocalProbabilities(int layer, int head, Tensor q, Tensor k, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var allowed = Card.Bands[layer][head] is { } band ? InBand(band, masks).unsqueeze(0) : ByRule(layer, head, masks);
        if (masks.GlobalTokens is { } global && Use(layer, head) != GlobalUse.None)
            allowed = allowed | global.unsqueeze(1);
        return MaskedSoftmax(q.select(2, head), k.select(2, head), allowed & Limits(masks)).MoveToOuterDisposeScope();
    }

    /// <summary>(batch, length, length): every row as if its token were global.</summary>
    private Tensor GlobalProbabilities(int layer, int head, Tensor q, Tensor k, GlobalInputs? globals, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var shared = Use(layer, head) == GlobalUse.Shared;
        var query = shared ? q.select(2, head) : Project(head, globals!.Hidden, globals.QueryWeight, globals.QueryBias);
        var key = shared ? k.select(2, head) : Project(head, globals!.Hidden, globals.KeyWeight, globals.KeyBias);
        return MaskedSoftmax(query, key, Limits(masks)).MoveToOuterDisposeScope();
    }

    /// <summary>(batch, length, length): the rule asked for every pair, one by one.</summary>
    private Tensor ByRule(int layer, int head, AttentionMasks masks)
    {
        var (batch, length) = ((int)masks.Batch, (int)masks.Length);
        var reads = new bool[batch * length * length];
        for (var row = 0; row < batch; row++)
        {
            var rule = pattern.Rule(layer, head, masks, row);
            for (var query = 0; query < length; query++)
            {
                for (var key = 0; key < length; key++)
                    reads[(((row * length) + query) * length) + key] = rule.Reads(query, key);
            }
        }
        return tensor(reads, [batch, length, length], device: masks.Device);
    }

    /// <summary>(length, length): the keys i + stride x t, -before &lt;= t &lt;= after.</summary>
    private static Tensor InBand(Band band, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var inside = ones(masks.Length, masks.Length, dtype: ScalarType.Bool, device: masks.Device)
            .triu(-band.Before * (long)band.Stride).tril(band.After * (long)band.Stride);
        var residue = arange(masks.Length, device: masks.Device).remainder(band.Stride);
        inside = inside & residue.unsqueeze(0).eq(residue.unsqueeze(1));
        return inside.MoveToOuterDisposeScope();
    }

    /// <summary>(batch or 1, length, length): padding, causality and segments.</summary>
    private Tensor Limits(AttentionMasks masks)
    {
        var limits = ones(1, masks.Length, masks.Length, dtype: ScalarType.Bool, device: masks.Device);
        if (Card.Causal)
            limits = limits.tril();
        if (Card.Segments)
            limits = limits & masks.Segments.unsqueeze(1).eq(masks.Segments.unsqueeze(2));
        return masks.RealTokens is { } real ? limits & real.unsqueeze(1) : limits;
    }

    private static Tensor MaskedSoftmax(Tensor q, Tensor k, Tensor allowed)
    {
        using var scope = NewDisposeScope();
        var scores = q.bmm(k.transpose(1, 2)).div_(Math.Sqrt(q.shape[2]));
        // Half-precision types are too coarse for a softmax: it is taken in float32, as everywhere in the field.
        if (scores.dtype != ScalarType.Float64)
            scores = scores.to(ScalarType.Float32);
        // A finite number, not -infinity: a row with nothing to read must stay finite before it is zeroed.
        var probabilities = scores.masked_fill_(~allowed, -3e38).softmax(-1) * allowed;
        return probabilities.to(q.dtype).MoveToOuterDisposeScope();
    }

    private Tensor[] Heads(Func<int, Tensor> compute) => [.. Enumerable.Range(0, Card.Heads).Select(compute)];

    /// <summary>(batch, length, hidden) to (batch, length, head size).</summary>
    private Tensor Project(int head, Tensor hidden, Tensor weight, Tensor bias) =>
        nn.functional.linear(hidden, weight.narrow(0, head * Card.HeadSize, Card.HeadSize), bias.narrow(0, head * Card.HeadSize, Card.HeadSize));

    private static Tensor Drop(Tensor probabilities, DropoutState dropout) =>
        dropout.Probability > 0 ? nn.functional.dropout(probabilities, dropout.Probability, training: true) : probabilities;

    /// <summary>(batch, length, length) with the rows of padded queries, and of those computed elsewhere, set to 0.</summary>
    private Tensor LocalQueriesOnly(Tensor dense, int layer, int head, AttentionMasks masks)
    {
        if (masks.GlobalTokens is { } global && Use(layer, head) is GlobalUse.Shared or GlobalUse.Separate)
            dense = dense * ~global.unsqueeze(-1);
        return masks.RealTokens is { } real ? dense * real.unsqueeze(-1) : dense;
    }

    /// <summary>(batch, length, length) with the columns of global keys set to 0.</summary>
    private Tensor LocalKeysOnly(Tensor dense, int layer, int head, AttentionMasks masks) =>
        masks.GlobalTokens is { } global && Use(layer, head) != GlobalUse.None ? dense * ~global.unsqueeze(1) : dense;

    /// <summary>(batch, length, length) as one tile.</summary>
    private static ProbabilityTile Tile(int head, Tensor dense)
    {
        var (batch, length) = (dense.shape[0], dense.shape[1]);
        var rows = stack([arange(batch), full([batch], (long)head, ScalarType.Int64), zeros(batch, ScalarType.Int64)], 1);
        return new ProbabilityTile(rows.to(dense.device), arange(length, device: dense.device).unsqueeze(0).expand(batch, -1), dense);
    }

    /// <summary>(batch, length, length) to (batch, length, before + 1 + after), the band's own slots filled.</summary>
    private static Tensor BandSlots(Tensor dense, Band band, int before, int after)
    {
        var length = dense.shape[1];
        var slot = arange(before + 1 + after, device: dense.device).unsqueeze(0) - before;
        var key = arange(length, device: dense.device).unsqueeze(1) + slot * band.Stride;
        var valid = (key >= 0) & (key < length) & (slot >= -band.Before) & (slot <= band.After);
        var index = key.clamp(0, length - 1).unsqueeze(0).expand(dense.shape[0], -1, -1);
        return dense.gather(2, index) * valid;
    }
}

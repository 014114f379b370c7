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
        int before = bands.Max(b => b.Before), after = bands.Max(b => b.After);
        var dense = Heads(head => LocalQueriesOnly(LocalProbabilities(layer, head, q, k, masks), masks));
        var local = Heads(head => BandSlots(LocalKeysOnly(dense[head], masks), bands[head], before, after));
        Tensor? columns = null, rows = null;
        if (masks.GlobalPositions is { } positions)
        {
            var used = masks.GlobalSlots!.unsqueeze(-1); // (batch, globals, 1)
            var index = positions.unsqueeze(-1).expand(-1, -1, masks.Length); // (batch, globals, length)
            columns = stack(Heads(head => (dense[head].transpose(1, 2).gather(1, index) * used).transpose(1, 2)), 1);
            rows = stack(Heads(head => GlobalProbabilities(head, globals!, masks).gather(1, index) * used), 1);
        }
        return new AttentionProbabilities(stack(local, 1), before, columns, rows).MoveToOuterDisposeScope();
    }

    /// <summary>(batch, length, head size)</summary>
    private Tensor Context(int layer, int head, Tensor q, Tensor k, Tensor v, GlobalInputs? globals, AttentionMasks masks, DropoutState dropout)
    {
        using var scope = NewDisposeScope();
        var context = Drop(LocalProbabilities(layer, head, q, k, masks), dropout).bmm(v.select(2, head));
        if (masks.GlobalTokens is { } global)
        {
            var rows = Drop(GlobalProbabilities(head, globals!, masks), dropout).bmm(Project(head, globals!.Hidden, globals.ValueWeight, globals.ValueBias));
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
        var allowed = InBand(Card.Bands[layer][head], masks).unsqueeze(0);
        if (masks.GlobalTokens is { } global)
            allowed = allowed | global.unsqueeze(1);
        return MaskedSoftmax(q.select(2, head), k.select(2, head), allowed & Limits(masks)).MoveToOuterDisposeScope();
    }

    /// <summary>(batch, length, length): every row as if its token were global.</summary>
    private Tensor GlobalProbabilities(int head, GlobalInputs globals, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var q = Project(head, globals.Hidden, globals.QueryWeight, globals.QueryBias);
        var k = Project(head, globals.Hidden, globals.KeyWeight, globals.KeyBias);
        return MaskedSoftmax(q, k, Limits(masks)).MoveToOuterDisposeScope();
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

    /// <summary>(batch or 1, length, length): padding and causality.</summary>
    private Tensor Limits(AttentionMasks masks)
    {
        var limits = ones(1, masks.Length, masks.Length, dtype: ScalarType.Bool, device: masks.Device);
        if (Card.Causal)
            limits = limits.tril();
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

    /// <summary>(batch, length, length) with the rows of global and padded queries set to 0.</summary>
    private static Tensor LocalQueriesOnly(Tensor dense, AttentionMasks masks)
    {
        if (masks.GlobalTokens is { } global)
            dense = dense * ~global.unsqueeze(-1);
        return masks.RealTokens is { } real ? dense * real.unsqueeze(-1) : dense;
    }

    /// <summary>(batch, length, length) with the columns of global keys set to 0.</summary>
    private static Tensor LocalKeysOnly(Tensor dense, AttentionMasks masks) =>
        masks.GlobalTokens is { } global ? dense * ~global.unsqueeze(1) : dense;

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

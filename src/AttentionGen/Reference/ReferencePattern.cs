using static TorchSharp.torch;

namespace AttentionGen.Reference;

/// <summary>
/// The oracle: the same pattern computed densely, line by line as the semantics read, with memory quadratic in the length.
/// Any device, float64 too.
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
        // (batch, heads, length, length) x (batch, heads, length, head size)
        var context = Drop(LocalProbabilities(layer, q, k, masks), dropout).matmul(v.transpose(1, 2));
        if (masks.GlobalTokens is { } global)
        {
            var rows = Drop(GlobalProbabilities(globals!, masks), dropout).matmul(Project(globals!.Hidden, globals.ValueWeight, globals.ValueBias));
            context = where(global.unsqueeze(1).unsqueeze(-1), rows, context);
        }
        if (masks.RealTokens is { } real)
            context = where(real.unsqueeze(1).unsqueeze(-1), context, zeros_like(context));
        return context.transpose(1, 2).contiguous().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override AttentionProbabilities Probabilities(int layer, Tensor q, Tensor k, GlobalInputs? globals, AttentionMasks masks)
    {
        Check(layer, q, k, k, globals, masks);
        using var scope = NewDisposeScope();
        var dense = LocalProbabilities(layer, q, k, masks);
        var queryRows = ~(masks.GlobalTokens ?? zeros(masks.Batch, masks.Length, dtype: ScalarType.Bool, device: masks.Device));
        if (masks.RealTokens is { } real)
            queryRows = queryRows & real;
        dense = dense * queryRows.unsqueeze(1).unsqueeze(-1);
        var bands = Card.Bands[layer];
        int before = bands.Max(b => b.Before), after = bands.Max(b => b.After);
        var localKeys = masks.GlobalTokens is { } g ? dense * (~g).unsqueeze(1).unsqueeze(1) : dense;
        var local = stack(Enumerable.Range(0, Card.Heads).Select(h => BandSlots(localKeys.select(1, h), bands[h], before, after)).ToArray(), 1);
        Tensor? columns = null, rows = null;
        if (masks.GlobalPositions is { } positions)
        {
            var used = masks.GlobalSlots!.unsqueeze(1).unsqueeze(-1); // (batch, 1, globals, 1)
            var index = positions.unsqueeze(1).unsqueeze(-1).expand(masks.Batch, Card.Heads, masks.MaxGlobals, masks.Length);
            columns = (dense.transpose(2, 3).gather(2, index) * used).transpose(2, 3).contiguous();
            rows = GlobalProbabilities(globals!, masks).gather(2, index) * used;
        }
        return new AttentionProbabilities(local, before, columns, rows).MoveToOuterDisposeScope();
    }

    /// <summary>(batch, heads, length, length): one softmax over band and global keys.</summary>
    private Tensor LocalProbabilities(int layer, Tensor q, Tensor k, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var allowed = stack(Card.Bands[layer].Select(band => InBand(band, masks)).ToArray()).unsqueeze(0); // (1, heads, length, length)
        if (masks.GlobalTokens is { } global)
            allowed = allowed | global.unsqueeze(1).unsqueeze(1);
        return MaskedSoftmax(q.transpose(1, 2), k.transpose(1, 2), allowed & Limits(masks)).MoveToOuterDisposeScope();
    }

    /// <summary>(batch, heads, length, length): every row as if its token were global.</summary>
    private Tensor GlobalProbabilities(GlobalInputs globals, AttentionMasks masks) => MaskedSoftmax(
        Project(globals.Hidden, globals.QueryWeight, globals.QueryBias),
        Project(globals.Hidden, globals.KeyWeight, globals.KeyBias),
        Limits(masks));

    /// <summary>(length, length): the keys i + stride x t, -before &lt;= t &lt;= after.</summary>
    private static Tensor InBand(Band band, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var position = arange(masks.Length, device: masks.Device);
        var offset = position.unsqueeze(0) - position.unsqueeze(1); // key - query
        var inside = (offset >= -band.Before * (long)band.Stride) & (offset <= band.After * (long)band.Stride) & (offset.remainder(band.Stride) == 0);
        return inside.MoveToOuterDisposeScope();
    }

    /// <summary>(batch or 1, 1, length, length): padding and causality.</summary>
    private Tensor Limits(AttentionMasks masks)
    {
        var limits = ones(1, 1, masks.Length, masks.Length, dtype: ScalarType.Bool, device: masks.Device);
        if (Card.Causal)
            limits = limits.tril();
        return masks.RealTokens is { } real ? limits & real.unsqueeze(1).unsqueeze(1) : limits;
    }

    private static Tensor MaskedSoftmax(Tensor q, Tensor k, Tensor allowed)
    {
        using var scope = NewDisposeScope();
        var scores = q.matmul(k.transpose(2, 3)).div_(Math.Sqrt(q.shape[3]));
        // Half-precision types are too coarse for a softmax: it is taken in float32, as everywhere in the field.
        if (scores.dtype != ScalarType.Float64)
            scores = scores.to(ScalarType.Float32);
        // A finite number, not -infinity: a row with nothing to read must stay finite before it is zeroed.
        var probabilities = scores.masked_fill_(~allowed, -3e38).softmax(-1) * allowed;
        return probabilities.to(q.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>(batch, length, hidden) to (batch, heads, length, head size).</summary>
    private Tensor Project(Tensor hidden, Tensor weight, Tensor bias) =>
        nn.functional.linear(hidden, weight, bias).unflatten(2, [Card.Heads, Card.HeadSize]).transpose(1, 2);

    private static Tensor Drop(Tensor probabilities, DropoutState dropout) =>
        dropout.Probability > 0 ? nn.functional.dropout(probabilities, dropout.Probability, training: true) : probabilities;

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

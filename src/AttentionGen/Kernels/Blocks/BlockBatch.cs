using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>Block tables joined with a batch: its sequences, padding and global tokens.</summary>
/// <param name="Pieces">The pieces, for all sequences of the batch.</param>
/// <param name="Order">Puts the pieces' rows, one after the other, in order of sequence and block; null where they are so.</param>
internal sealed record BlockBatch(IReadOnlyList<BlockBatch.Piece> Pieces, Tensor? Order) : IDisposable
{
    /// <summary>One batch for library operations.</summary>
    /// <param name="Rows">(rows) int64: query blocks, counted over sequences, then heads where each has a map of its own, then blocks.</param>
    /// <param name="Keys">(rows, keys) int64: key blocks, counted in the same way.</param>
    /// <param name="Sequences">(rows) int64: sequences, then heads where each has a map of its own.</param>
    /// <param name="Mask">(rows, 1, block, keys x block + globals) bool; null when every key is read.</param>
    /// <param name="Empty">(rows, block, 1, 1) bool: queries that read nothing; null when there are none.</param>
    internal sealed record Piece(Tensor Rows, Tensor Keys, Tensor Sequences, Tensor? Mask, Tensor? Empty);

    /// <summary>Joins tables with a batch.</summary>
    /// <param name="tables">Tables for one sequence, or for each.</param>
    /// <param name="perSequence">True when each sequence has maps of its own.</param>
    /// <param name="heads">Heads with maps of their own; 1 where all share one.</param>
    /// <param name="block">Tokens per block.</param>
    /// <param name="limits">Causality and segments, for global tokens.</param>
    /// <param name="masks">The batch.</param>
    public static BlockBatch Of(BlockTables tables, bool perSequence, int heads, int block, Limits limits, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        var real = masks.RealTokens is null && masks.MaxGlobals == 0 ? null : BlockTiles.Cut(BandMasks.LocalKeys(masks), block); // (batch x blocks, block)
        var pieces = new List<Piece>();
        var offset = arange(masks.Batch, device: masks.Device).unsqueeze(1) * (heads * (long)tables.Blocks);
        foreach (var piece in tables.Pieces)
        {
            var batch = perSequence ? 1 : masks.Batch;
            var rows = perSequence ? piece.Rows : (piece.Rows.unsqueeze(0) + offset).flatten();
            var keys = perSequence ? piece.Keys : (piece.Keys.unsqueeze(0) + offset.unsqueeze(2)).flatten(0, 1);
            var sequences = rows.div(tables.Blocks, RoundingMode.floor);
            var mask = piece.Mask?.repeat(batch, 1, 1).unsqueeze(1);
            if (real is not null)
            {
                // Maps of heads share their sequence's tokens.
                var ofSequence = keys.div(heads * (long)tables.Blocks, RoundingMode.floor) * tables.Blocks + keys.remainder(tables.Blocks);
                var present = real.index_select(0, ofSequence.flatten()).reshape(rows.shape[0], 1, 1, keys.shape[1] * block);
                mask = mask is null ? present.expand(-1, -1, block, -1) : mask & present;
            }
            if (masks.MaxGlobals > 0)
                mask = cat([mask!, GlobalColumns(rows, sequences.div(heads, RoundingMode.floor), tables.Blocks, block, limits, masks)], -1);
            pieces.Add(Detach(rows, keys, sequences, mask));
        }
        var order = pieces.Count == 1 && perSequence ? null : cat([.. pieces.Select(p => p.Rows)]).argsort();
        return new BlockBatch(pieces, order?.DetachFromDisposeScope());
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var piece in Pieces)
        {
            foreach (var tensor in new[] { piece.Rows, piece.Keys, piece.Sequences, piece.Mask, piece.Empty })
                tensor?.Dispose();
        }
        Order?.Dispose();
    }

    private static Piece Detach(Tensor rows, Tensor keys, Tensor sequences, Tensor? mask)
    {
        Tensor? empty = null;
        if (mask is not null)
        {
            empty = ~mask.any(-1, keepdim: true); // (rows, 1, block, 1)
            // Softmax stays finite over a row that reads all; it is set to 0 afterwards.
            mask = mask | empty;
            empty = empty.any().item<bool>() ? empty.transpose(1, 2).DetachFromDisposeScope() : null;
        }
        // What belongs to the tables is copied: this piece is freed with its batch.
        return new Piece(
            rows.clone().DetachFromDisposeScope(), keys.clone().DetachFromDisposeScope(), sequences.DetachFromDisposeScope(),
            mask?.DetachFromDisposeScope(), empty);
    }

    /// <summary>(rows, 1, block, globals) bool: global keys that a query reads.</summary>
    private static Tensor GlobalColumns(Tensor rows, Tensor sequences, int blocks, int block, Limits limits, AttentionMasks masks)
    {
        var query = (rows.remainder(blocks) * block).unsqueeze(1) + arange(block, device: masks.Device); // (rows, block)
        var columns = masks.GlobalSlots!.index_select(0, sequences).unsqueeze(1); // (rows, 1, globals)
        var positions = masks.GlobalPositions!.index_select(0, sequences).unsqueeze(1);
        if (limits.Causal)
            columns = columns & (positions <= query.unsqueeze(2));
        if (limits.Segments)
        {
            var segments = masks.Segments.index_select(0, sequences); // (rows, length)
            var own = segments.gather(1, query.clamp(0, masks.Length - 1));
            columns = columns & segments.gather(1, positions.squeeze(1)).unsqueeze(1).eq(own.unsqueeze(2));
        }
        return columns.expand(-1, block, -1).unsqueeze(1);
    }
}

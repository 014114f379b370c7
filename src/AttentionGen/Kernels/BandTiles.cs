using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>
/// How a band is cut for library operations: queries in chunks, and for each chunk a window of keys that is a
/// view of the padded sequence, so that neighbouring chunks share memory. A dilated band is stride interleaved
/// dense bands; they are laid out as rows of their own. For generated code.
/// </summary>
public readonly record struct BandTiles
{
    private readonly long _batch, _length, _stride;

    /// <summary>Tiles for one batch; bounds are cut to what the length can use.</summary>
    public BandTiles(AttentionMasks masks, long before, long after, long stride, long chunk)
    {
        (_batch, _length, _stride) = (masks.Batch, masks.Length, stride);
        RowLength = (_length + stride - 1) / stride;
        Before = Math.Min(before, RowLength - 1);
        After = Math.Min(after, RowLength - 1);
        Chunk = Math.Min(chunk, RowLength);
        Chunks = (RowLength + Chunk - 1) / Chunk;
    }

    /// <summary>Tokens per row: the length, or its share of the stride's interleaved rows.</summary>
    public long RowLength { get; }

    /// <summary>Keys read before a query.</summary>
    public long Before { get; }

    /// <summary>Keys read after a query.</summary>
    public long After { get; }

    /// <summary>Queries per chunk.</summary>
    public long Chunk { get; }

    /// <summary>Chunks per row.</summary>
    public long Chunks { get; }

    /// <summary>Keys per window.</summary>
    public long Keys => Before + Chunk + After;

    /// <summary>Chunks that every sequence of the batch has, over all its interleaved rows.</summary>
    public long ChunksPerSequence => _stride * Chunks;

    /// <summary>(batch, length, ...) to (batch x stride x chunks, chunk, ...).</summary>
    public Tensor Queries(Tensor x)
    {
        var rows = PadRows(Interleave(x), 0, Chunks * Chunk - RowLength);
        return rows.unflatten(1, [Chunks, Chunk]).flatten(0, 1);
    }

    /// <summary>(batch, length, ...) to (batch x stride x chunks, keys, ...), a view of one padded copy.</summary>
    public Tensor Windows(Tensor x)
    {
        var rows = Interleave(x);
        var fill = Chunks * Chunk - RowLength;
        // Windows may run into the neighbouring row, so that all keep one distance: the mask cuts that off.
        var flat = _batch * _stride == 1
            ? PadRows(rows, Before, fill + After).squeeze(0)
            : PadRows(PadRows(rows, 0, fill).flatten(0, 1).unsqueeze(0), Before, After).squeeze(0);
        return flat.unfold(0, Keys, Chunk).movedim([-1], [1]);
    }

    /// <summary>(batch x stride x chunks, chunk, ...) back to (batch, length, ...).</summary>
    public Tensor Restore(Tensor chunks)
    {
        var rows = chunks.unflatten(0, [_batch * _stride, Chunks]).flatten(1, 2).narrow(1, 0, RowLength);
        return _stride == 1 ? rows : rows.unflatten(0, [_batch, _stride]).transpose(1, 2).flatten(1, 2).narrow(1, 0, _length);
    }

    /// <summary>(batch, length, ...) to (batch x stride, row length, ...): row r of a sequence holds tokens r, r + stride, ...</summary>
    private Tensor Interleave(Tensor x) => _stride == 1
        ? x
        : PadRows(x, 0, RowLength * _stride - _length).unflatten(1, [RowLength, _stride]).transpose(1, 2).flatten(0, 1);

    /// <summary>Zeros before and after dimension 1.</summary>
    private static Tensor PadRows(Tensor x, long front, long back)
    {
        if (front == 0 && back == 0)
            return x;
        var padding = new long[2 * (x.dim() - 1)]; // last dimension first
        padding[^2] = front;
        padding[^1] = back;
        return nn.functional.pad(x, padding);
    }
}

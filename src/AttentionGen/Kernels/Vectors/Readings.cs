namespace AttentionGen.Kernels.Vectors;

/// <summary>Who reads whom in heads that read alike, for one batch: sequences in chunks of queries.</summary>
/// <param name="tokens">The batch.</param>
internal abstract class Readings<TShape>(HostTokens tokens)
    where TShape : struct, IHeadShape
{
    private protected HostTokens Tokens { get; } = tokens;

    /// <summary>Chunks of a sequence.</summary>
    public abstract int Chunks { get; }

    /// <summary>True when each head reads other keys.</summary>
    public virtual bool PerHead => false;

    /// <summary>Fills an empty reading: queries, keys, tiles.</summary>
    /// <param name="reading">What is filled.</param>
    /// <param name="row">The sequence.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="head">The head, among those that read alike; 0 where they do not differ.</param>
    public abstract void Fill(Reading reading, int row, int chunk, int head);

    /// <summary>True when a key is read in its place.</summary>
    private protected bool IsRead(int row, int token) => Tokens.IsReal(row, token) && !(TShape.Globals && Tokens.IsGlobal(row, token));

    private protected void AddQuery(Reading reading, int row, int token) =>
        reading.AddQuery(token, Tokens.IsReal(row, token) && !(TShape.GlobalRows && Tokens.IsGlobal(row, token)));

    private protected void AddColumns(Reading reading, int row) => reading.AddColumns(TShape.Globals ? Tokens.Globals(row) : []);

    /// <summary>Adds a tile whose own keys are known; their readers are filled in.</summary>
    private protected void AddTile(Reading reading, int row, int tile, KeyRange own, KeyRange ownByAll)
    {
        KeyRange columns = new(reading.FirstColumn, reading.Keys.Count);
        var last = columns.To;
        while (last > columns.From && reading.Keys.Items[last - 1] < 0)
            last--;
        var byAll = TShape.Causal || TShape.Segments ? default : columns with { To = last };
        var readers = reading.ReadersOf(tile);
        for (var key = columns.From; key < columns.To; key++)
        {
            if (key < byAll.From || key >= byAll.To)
                readers[key] = Readers(reading, row, tile, reading.Keys.Items[key]);
        }
        reading.Tiles.Add(reading.IsLive(tile) ? new TileKeys(own, ownByAll, columns, byAll) : default);
    }

    /// <summary>The lanes of a tile that read a global column.</summary>
    private ulong Readers(Reading reading, int row, int tile, int key)
    {
        var (first, count) = reading.QueriesOf(tile);
        ulong readers = 0;
        for (var lane = 0; key >= 0 && lane < count; lane++)
        {
            var query = reading.Queries.Items[first + lane];
            if ((!TShape.Causal || key <= query) && SameSegment(row, query, key))
                readers |= 1UL << lane;
        }
        return readers;
    }

    private protected bool SameSegment(int row, int query, int key) => !TShape.Segments || Tokens.Segment(row, query) == Tokens.Segment(row, key);
}

namespace AttentionGen.Kernels.Vectors;

/// <summary>
/// Queries that are computed together, the keys that they read, and which query reads which key. Keys that nobody reads (padded ones, and global
/// ones that stand in global columns) are left out of the list, so that kernels need not know of either. A thread fills it again and again.
/// </summary>
internal sealed class Reading
{
    [ThreadStatic]
    private static Reading? t_own;

    private (long Work, int Row, int Chunk, int Head) _filledFor;

    /// <summary>This thread's.</summary>
    public static Reading OfThread => t_own ??= new Reading();

    /// <summary>Queries of one tile.</summary>
    public int Lanes { get; private set; }

    /// <summary>Queries, by token.</summary>
    public PinnedList<int> Queries { get; } = new();

    /// <summary>For each query whether its row is computed here; the others are 0.</summary>
    public PinnedList<bool> Live { get; } = new();

    /// <summary>Keys by token, -1 for none: those that the pattern reads, then global columns, both filled up to whole steps.</summary>
    public PinnedList<int> Keys { get; } = new();

    /// <summary>Tiles of queries.</summary>
    public PinnedList<TileKeys> Tiles { get; } = new();

    /// <summary>For each tile and key the lanes that read it, as bits; not filled in where a tile says that all do.</summary>
    public PinnedList<ulong> Readers { get; } = new();

    /// <summary>For each tile and each step of its rows (<see cref="TileSteps.Rows"/>) the pattern's keys that one of them reads.</summary>
    public PinnedList<KeyRange> RowKeys { get; } = new();

    /// <summary>Row steps of a tile.</summary>
    public int RowSteps => Lanes / TileSteps.Rows;

    /// <summary>Where the global columns begin.</summary>
    public int FirstColumn { get; private set; }

    /// <summary>True when it is filled for this already; else it is emptied.</summary>
    public bool IsFilled((long Work, int Row, int Chunk, int Head) key, int lanes)
    {
        if (_filledFor == key)
            return true;
        (_filledFor, Lanes) = (default, lanes);
        Queries.Clear();
        Live.Clear();
        Keys.Clear();
        Tiles.Clear();
        return false;
    }

    /// <summary>Says that it is filled. Works count from 1.</summary>
    public void SetFilled((long Work, int Row, int Chunk, int Head) key) => _filledFor = key;

    /// <summary>Adds a query.</summary>
    public void AddQuery(int token, bool live)
    {
        Queries.Add(token);
        Live.Add(live);
    }

    /// <summary>Ends the pattern's own keys, and adds the global columns.</summary>
    public void AddColumns(ReadOnlySpan<int> tokens)
    {
        FillUp();
        FirstColumn = Keys.Count;
        foreach (var token in tokens)
            Keys.Add(token);
        FillUp();
        var tiles = (Queries.Count + Lanes - 1) / Lanes;
        Readers.SetCount(tiles * Keys.Count);
        RowKeys.SetCount(tiles * RowSteps);
    }

    /// <summary>The readers of a tile, for all keys.</summary>
    public Span<ulong> ReadersOf(int tile) => Readers.Items.Slice(tile * Keys.Count, Keys.Count);

    /// <summary>A tile's queries: the first one, and how many there are.</summary>
    public (int First, int Count) QueriesOf(int tile) => (tile * Lanes, Math.Min(Lanes, Queries.Count - (tile * Lanes)));

    /// <summary>True when a query of the tile is computed.</summary>
    public bool IsLive(int tile) => Live.Items.Slice(tile * Lanes, QueriesOf(tile).Count).Contains(true);

    private void FillUp()
    {
        while (Keys.Count % TileSteps.Keys != 0)
            Keys.Add(-1);
    }
}

/// <summary>What a tile reads.</summary>
/// <param name="Own">Keys of the pattern that one of its queries reads, in whole steps.</param>
/// <param name="OwnByAll">Those among them that all its queries read.</param>
/// <param name="Columns">Global columns, in whole steps.</param>
/// <param name="ColumnsByAll">Those among them that all its queries read.</param>
internal readonly record struct TileKeys(KeyRange Own, KeyRange OwnByAll, KeyRange Columns, KeyRange ColumnsByAll);

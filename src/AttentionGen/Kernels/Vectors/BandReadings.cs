namespace AttentionGen.Kernels.Vectors;

/// <summary>Bands. A dilated band of stride s is s bands without dilation, over tokens r, r + s, r + 2s, ...: places in such a row are counted.</summary>
internal sealed class BandReadings<TBand>(HostTokens tokens) : Readings<TBand>(tokens)
    where TBand : struct, IBandShape
{
    /// <summary>Queries of a chunk. More share what is packed for them, fewer leave it in the second-level cache.</summary>
    private const int Chunk = 384;

    // The places of a reading's own keys.
    [ThreadStatic]
    private static List<int>? t_places;

    private int Rows => Math.Min(TBand.Stride, Tokens.Length);

    private int ChunksPerRow => (((Tokens.Length + TBand.Stride - 1) / TBand.Stride) + Chunk - 1) / Chunk;

    public override int Chunks => Rows * ChunksPerRow;

    public override void Fill(Reading reading, int row, int chunk, int head)
    {
        var start = chunk / ChunksPerRow; // the row's first token
        int length = (Tokens.Length - start + TBand.Stride - 1) / TBand.Stride, first = chunk % ChunksPerRow * Chunk, end = Math.Min(first + Chunk, length);
        for (var place = first; place < end; place++)
            AddQuery(reading, row, start + (place * TBand.Stride));
        var places = t_places ??= [];
        places.Clear();
        for (var place = First(first); end > first && place < Math.Min(length, (long)end + TBand.After); place++)
        {
            var token = start + (place * TBand.Stride);
            if (!IsRead(row, token))
                continue;
            reading.Keys.Add(token);
            places.Add(place);
        }
        AddColumns(reading, row);
        for (var query = first; query < end; query += reading.Lanes)
            AddTile(reading, row, (query - first) / reading.Lanes, query, Math.Min(end, query + reading.Lanes) - 1, places);
    }

    private void AddTile(Reading reading, int row, int tile, int first, int last, List<int> places)
    {
        // Keys that one of the queries reads, and those that all read.
        KeyRange own = new(AtOrBehind(places, First(first)), Behind(places, last));
        KeyRange byAll = new(AtOrBehind(places, First(last)), Behind(places, first));
        if (byAll.Count == 0 || TBand.Segments)
            byAll = new(own.From, own.From);
        own = new(own.From / TileSteps.Keys * TileSteps.Keys, TileSteps.RoundUp(own.To));
        var readers = reading.ReadersOf(tile);
        for (var key = own.From; key < own.To; key++)
        {
            if (key < byAll.From || key >= byAll.To)
                readers[key] = key < places.Count ? Readers(reading, row, tile, first, last, places[key], key) : 0;
        }
        for (var step = 0; step < reading.RowSteps; step++)
        {
            int from = first + (step * TileSteps.Rows), to = Math.Min(last, from + TileSteps.Rows - 1);
            reading.RowKeys.Items[(tile * reading.RowSteps) + step] = from > last ? default : new(AtOrBehind(places, First(from)), Behind(places, to));
        }
        AddTile(reading, row, tile, own, byAll);
    }

    /// <summary>The lanes of a tile, whose queries have the places from first to last, that read the key in a place.</summary>
    private ulong Readers(Reading reading, int row, int tile, int first, int last, int place, int key)
    {
        long from = Math.Max(first, (long)place - TBand.After), to = Math.Min(last, (long)place + TBand.Before);
        if (from > to)
            return 0;
        var readers = ((2UL << (int)(to - from)) - 1) << (int)(from - first);
        for (var lane = 0; TBand.Segments && lane <= last - first; lane++)
        {
            if (!SameSegment(row, reading.Queries.Items[(tile * reading.Lanes) + lane], reading.Keys.Items[key]))
                readers &= ~(1UL << lane);
        }
        return readers;
    }

    /// <summary>The first place that a query reads.</summary>
    private static int First(int query) => (int)Math.Max(0, (long)query - TBand.Before);

    /// <summary>The first key behind all that a query reads.</summary>
    private static int Behind(List<int> places, int query) => AtOrBehind(places, (int)Math.Min(int.MaxValue, (long)query + TBand.After + 1));

    private static int AtOrBehind(List<int> places, int place) => places.BinarySearch(place) is var found && found < 0 ? ~found : found;
}

namespace AttentionGen.Kernels.Vectors;

/// <summary>Whatever a rule says: a chunk is a block of queries, and its keys are those of the blocks that it reads, those read whole first.</summary>
/// <param name="tokens">The batch.</param>
/// <param name="maps">A map for each head that reads its own keys, of each sequence that has its own.</param>
/// <param name="layer">The layer, for messages.</param>
/// <param name="heads">The heads with maps of their own.</param>
internal sealed class BlockReadings<TBlocks>(HostTokens tokens, BlockMap[] maps, int layer, int[] heads) : Readings<TBlocks>(tokens)
    where TBlocks : struct, IBlockShape
{
    public override int Chunks { get; } = (tokens.Length + TBlocks.Block - 1) / TBlocks.Block;

    public override bool PerHead => TBlocks.PerHead;

    public override void Fill(Reading reading, int row, int chunk, int head)
    {
        var copy = ((TBlocks.PerSequence ? row : 0) * heads.Length) + head;
        var blocks = maps[copy];
        for (var query = chunk * TBlocks.Block; query < Math.Min(Tokens.Length, (chunk + 1) * TBlocks.Block); query++)
            AddQuery(reading, row, query);
        AddKeys(reading, row, blocks[chunk], full: true);
        var byAll = reading.Keys.Count;
        AddKeys(reading, row, blocks[chunk], full: false);
        var keys = reading.Keys.Count;
        AddColumns(reading, row);
        for (var tile = 0; tile * reading.Lanes < reading.Queries.Count; tile++)
        {
            FillReaders(reading, copy, tile, byAll, keys, blocks.Rule);
            reading.RowKeys.Items.Slice(tile * reading.RowSteps, reading.RowSteps).Fill(new KeyRange(0, keys));
            AddTile(reading, row, tile, new KeyRange(0, reading.FirstColumn), new KeyRange(0, byAll));
        }
    }

    private void AddKeys(Reading reading, int row, IReadOnlyList<LiveBlock> blocks, bool full)
    {
        foreach (var block in blocks)
        {
            if (block.Full != full)
                continue;
            for (var key = block.Key * TBlocks.Block; key < Math.Min(Tokens.Length, (block.Key + 1) * TBlocks.Block); key++)
            {
                if (IsRead(row, key))
                    reading.Keys.Add(key);
            }
        }
    }

    /// <summary>Asks the rule for each query and each key that is not read by all.</summary>
    private void FillReaders(Reading reading, int copy, int tile, int byAll, int keys, AttentionRule rule)
    {
        var readers = reading.ReadersOf(tile);
        readers[byAll..reading.FirstColumn].Clear();
        var (first, count) = reading.QueriesOf(tile);
        for (var lane = 0; lane < count; lane++)
        {
            var query = reading.Queries.Items[first + lane];
            var key = byAll;
            try
            {
                for (; key < keys; key++)
                {
                    if (TBlocks.Reads(rule, query, reading.Keys.Items[key]))
                        readers[key] |= 1UL << lane;
                }
            }
            catch (Exception thrown)
            {
                throw new RuleFault(copy, query, reading.Keys.Items[key], thrown) { Where = RuleFault.Place(rule, layer, TBlocks.PerHead ? heads : null, TBlocks.PerSequence, copy) };
            }
        }
    }
}

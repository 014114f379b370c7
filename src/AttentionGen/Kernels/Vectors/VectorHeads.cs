namespace AttentionGen.Kernels.Vectors;

/// <summary>Heads of a layer that read alike, and their vector kernel. For generated code.</summary>
public abstract class VectorHeads
{
    private protected VectorHeads(Range[] heads) => Heads = [.. heads.SelectMany(run => Enumerable.Range(run.Start.Value, run.End.Value - run.Start.Value))];

    /// <summary>The heads' numbers, ascending.</summary>
    private protected int[] Heads { get; }

    /// <summary>The work of one call.</summary>
    internal abstract VectorWork Prepare(int layer, AttentionMasks masks);

    private protected VectorWork Work<TShape>(Readings<TShape> readings, AttentionMasks masks)
        where TShape : struct, IHeadShape => Width.Current switch
        {
            512 => new VectorWork<TShape, Lanes512>(readings, (int)masks.Batch, Heads),
            256 => new VectorWork<TShape, Lanes256>(readings, (int)masks.Batch, Heads),
            _ => new VectorWork<TShape, Lanes128>(readings, (int)masks.Batch, Heads),
        };
}

/// <summary>Heads that read one band.</summary>
/// <param name="heads">Their numbers, ascending, in runs: 0..2 is heads 0 and 1.</param>
public sealed class BandHeads<TBand>(params Range[] heads) : VectorHeads(heads)
    where TBand : struct, IBandShape
{
    internal override VectorWork Prepare(int layer, AttentionMasks masks) => Work(new BandReadings<TBand>(masks.Host), masks);
}

/// <summary>Heads that read what a rule says.</summary>
/// <param name="heads">Their numbers, ascending, in runs: 0..2 is heads 0 and 1.</param>
public sealed class BlockHeads<TBlocks>(params Range[] heads) : VectorHeads(heads)
    where TBlocks : struct, IBlockShape
{
    private const int KeptLengths = 8;

    // Maps that depend on positions only: of the lengths asked for last.
    private readonly BoundedCache<(long Length, int Layer), BlockMap[]> _maps = new(KeptLengths);

    internal override VectorWork Prepare(int layer, AttentionMasks masks)
    {
        // Without maps of their own, layers share what is built, and heads are asked as the first one.
        var own = TBlocks.PerHead ? layer : 0;
        int[] asked = TBlocks.PerHead ? Heads : [0];
        var maps = TBlocks.PerSequence
            ? masks.GetOrBuildMaps((this, own), () => Build(own, asked, masks, (int)masks.Batch))
            : _maps.Get((masks.Length, own), () => Build(own, asked, masks, 1));
        return Work(new BlockReadings<TBlocks>(masks.Host, maps, layer, asked), masks);
    }

    private static BlockMap[] Build(int layer, int[] heads, AttentionMasks masks, int rows) =>
        [.. (from row in Enumerable.Range(0, rows) from head in heads select TBlocks.Rule(new RuleScope(layer, head, masks, row)))
            .AsParallel().AsOrdered().Select(rule => BlockMap.Of(rule, (int)masks.Length, (int)Math.Min(TBlocks.Block, masks.Length)))];
}

using static TorchSharp.torch;

namespace AttentionGen.Kernels;

/// <summary>
/// Computes heads that are no single band: gathers, for each block of queries, just the key blocks that hold a key it reads.
/// Nothing here is quadratic in the length, forward or backward. For generated code; safe from several threads.
/// </summary>
/// <param name="rule">Makes what a head reads.</param>
/// <param name="block">Tokens per block.</param>
/// <param name="limits">Causality and segments, for global tokens.</param>
/// <param name="globalRows">True when the rows of global tokens are computed elsewhere.</param>
/// <param name="heads">The heads, where each layer and head has a map of its own; null where one map serves all.</param>
/// <param name="perSequence">True when the rule asks for run-time inputs.</param>
public sealed class BlockKernel(Func<RuleScope, AttentionRule> rule, int block, Limits limits, bool globalRows, int[]? heads, bool perSequence)
{
    private const int KeptLengths = 8;

    // Key tokens that are gathered at once where nothing is kept for a backward pass.
    private const long MaxKeyTokens = 1 << 17;

    private readonly BoundedCache<(long Length, int Layer, string Device), BlockTables> _tables = new(KeptLengths);

    private int HeadMaps => heads?.Length ?? 1;

    /// <summary>Context of these heads, (batch, length, heads, head size), from queries, keys and values of the same shape.</summary>
    public Tensor Forward(int layer, Tensor q, Tensor k, Tensor v, AttentionMasks masks, DropoutState dropout)
    {
        using var scope = NewDisposeScope();
        var (size, batch) = Prepare(layer, masks);
        Tensor queries = Cut(q, size), keys = Cut(k, size), values = Cut(v, size);
        Tensor? globalKeys = Globals(k, masks), globalValues = Globals(v, masks);
        // Autograd keeps what is gathered anyway, and each gathering costs its backward pass a tensor as large as the keys.
        var whole = is_grad_enabled() && (q.requires_grad || k.requires_grad || v.requires_grad);
        var contexts = batch.Pieces.SelectMany(piece => whole ? [piece] : piece.Parts(Math.Max(1, MaxKeyTokens / Math.Max(1, piece.Keys.shape[1] * size)))).Select(piece =>
        {
            // What is gathered for one piece is freed before the next, unless autograd keeps it.
            using var pieceScope = NewDisposeScope();
            var rows = queries.index_select(0, piece.Rows); // (rows, block, heads, head size)
            if (piece.Keys.shape[1] == 0 && globalKeys is null)
                return rows.masked_fill(tensor(true, device: rows.device), 0).MoveToOuterDisposeScope(); // not zeros_like: a backward pass must find its way
            var context = nn.functional.scaled_dot_product_attention(
                rows.transpose(1, 2), Gather(keys, globalKeys, piece).transpose(1, 2), Gather(values, globalValues, piece).transpose(1, 2),
                piece.Mask, dropout.Probability).transpose(1, 2);
            return (piece.Empty is null ? context : context.masked_fill(piece.Empty, 0)).MoveToOuterDisposeScope();
        }).ToArray();
        var all = contexts.Length == 1 ? contexts[0] : cat(contexts, 0);
        if (batch.Order is not null)
            all = all.index_select(0, batch.Order);
        return (heads is null ? BlockTiles.Join(all, masks.Batch, masks.Length) : BlockTiles.JoinHeads(all, masks.Batch, heads.Length, masks.Length))
            .MoveToOuterDisposeScope();
    }

    /// <summary>The probabilities that <see cref="Forward"/> uses.</summary>
    public BandProbabilities.Group Probabilities(int layer, Tensor q, Tensor k, AttentionMasks masks)
    {
        var (size, batch) = Prepare(layer, masks);
        Tensor queries = Cut(q, size), keys = Cut(k, size);
        var globalKeys = Globals(k, masks);
        return BlockProbabilities.Compute(batch, HeadMaps, size, queries, piece => Gather(keys, globalKeys, piece), q, masks, globalRows);
    }

    private Tensor Cut(Tensor x, int size) => heads is null ? BlockTiles.Cut(x, size) : BlockTiles.CutHeads(x, size);

    private (int Size, BlockBatch Batch) Prepare(int layer, AttentionMasks masks)
    {
        var size = (int)Math.Min(block, masks.Length);
        // Without maps of their own, layers share what is built.
        var map = heads is null ? 0 : layer;
        return (size, masks.GetOrBuildBlocks((this, map), () => BlockBatch.Of(
            perSequence ? Build(layer, size, masks) : _tables.Get((masks.Length, map, masks.Device.ToString()), () => Build(layer, size, masks)),
            perSequence, HeadMaps, size, limits, masks)));
    }

    private BlockTables Build(int layer, int size, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        // Without maps of their own, heads are asked as the first one.
        var rules = (from row in Enumerable.Range(0, perSequence ? (int)masks.Batch : 1)
                     from head in heads ?? [0]
                     select rule(new RuleScope(heads is null ? 0 : layer, head, masks, row))).ToList();
        try
        {
            return BlockTables.Of([.. rules.AsParallel().AsOrdered().Select(r => BlockMap.Of(r, (int)masks.Length, size))], masks.Device);
        }
        catch (RuleFault fault)
        {
            fault.Where = RuleFault.Place(rules[0], layer, heads, perSequence, fault.Copy);
            throw fault.Named();
        }
    }

    /// <summary>(rows, keys x block + globals, heads, head size)</summary>
    private static Tensor Gather(Tensor blocks, Tensor? globals, BlockBatch.Piece piece)
    {
        var own = blocks.index_select(0, piece.Keys.flatten()).unflatten(0, [piece.Keys.shape[0], piece.Keys.shape[1]]).flatten(1, 2);
        return globals is null ? own : cat([own, globals.index_select(0, piece.Sequences)], 1);
    }

    /// <summary>(batch, globals, heads, head size), or (batch x heads, globals, 1, head size) where heads have maps of their own; null without global tokens.</summary>
    private Tensor? Globals(Tensor x, AttentionMasks masks)
    {
        if (masks.MaxGlobals == 0)
            return null;
        var globals = x.flatten(0, 1).index_select(0, masks.GlobalGatherIndex!).unflatten(0, [masks.Batch, masks.MaxGlobals]);
        return heads is null ? globals : globals.transpose(1, 2).flatten(0, 1).unsqueeze(2);
    }
}

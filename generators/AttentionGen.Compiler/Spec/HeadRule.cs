using AttentionGen.Compiler.Spec.Expressions;
using static AttentionGen.Compiler.Spec.Expressions.Expression;

namespace AttentionGen.Compiler.Spec;

/// <summary>What a head reads as one expression: the union of its terms, cut by causality and segments. Padding and global tokens come in at run time.</summary>
public static class HeadRule
{
    /// <summary>The input that tells the documents of a packed sequence apart.</summary>
    public const string Segment = "segment";

    /// <summary>The expression.</summary>
    public static Expression Of(HeadSpec head, PatternSpec spec)
    {
        var rule = head.Terms.Where(t => t is not GlobalTerm).Select(Of).Aggregate((Expression)new BoolLiteral(false), (all, term) => all | term);
        if (spec.Causal)
            rule = (Key <= Query) & rule;
        return LetNames.Unique(spec.Segments ? new TokenValue(Segment, Query).Is(new TokenValue(Segment, Key)) & rule : rule);
    }

    private static Expression Of(Term term) => term switch
    {
        BandTerm band => Of(band),
        BlocksTerm blocks => Of(blocks.Relation, blocks.Size),
        PredicateTerm predicate => predicate.Rule,
        _ => throw new InvalidOperationException($"{term.GetType().Name} has no expression."),
    };

    private static Expression Of(BandTerm band)
    {
        Expression rule = new BoolLiteral(true);
        if (Reach(band.Before, band.Stride) is { } before)
            rule &= Query - Key <= before;
        if (Reach(band.After, band.Stride) is { } after)
            rule &= after == 0 ? Key <= Query : Key - Query <= after;
        return band.Stride == 1 ? rule : rule & ((Query - Key) % band.Stride).Is(0);
    }

    /// <summary>Null where no sequence is long enough to need the bound.</summary>
    private static int? Reach(int keys, int stride) => (long)keys * stride is var reach && reach > SpecReader.MaxTokens ? null : (int)reach;

    private static Expression Of(BlockRelation relation, int size)
    {
        Expression query = Query / size, key = Key / size;
        // The number of the first block of those at the end.
        Expression End(int last) => (Length - 1) / size - (last - 1);
        Expression Edge(Expression block, int first, int last)
        {
            Expression rule = new BoolLiteral(false);
            if (first > 0)
                rule |= block < first;
            return last > 0 ? rule | block >= End(last) : rule;
        }
        switch (relation)
        {
            case NearBlocks { Before: 0, After: 0 }: return query.Is(key);
            case NearBlocks near: return (query - key <= near.Before) & (key - query <= near.After);
            case EdgeBlocks edge when edge.Both: return Edge(key, edge.First, edge.Last) | Edge(query, edge.First, edge.Last);
            case EdgeBlocks edge: return Edge(key, edge.First, edge.Last);
            case RandomBlocks random: return new InBlockSet(new RandomBlockSource(size, random.Count, random.Seed, random.Near, random.First, random.Last), query, key);
            case ListedBlocks listed: return new InBlockSet(new ListedBlockSource(listed.Pairs), query, key);
            default: throw new InvalidOperationException($"{relation.GetType().Name} has no expression.");
        }
    }
}

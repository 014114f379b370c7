using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Emit.Picture;

/// <summary>What a head reads, in words: a line per term.</summary>
internal static class TermText
{
    public static IEnumerable<string> Lines(HeadSpec head, PatternSpec spec)
    {
        foreach (var term in head.Terms.Where(t => t is not GlobalTerm))
            yield return Of(term);
        if (spec.Segments)
            yield return "within one document of a packed sequence";
        if (spec.Global && head.Global is null)
            yield return "knows of no global tokens";
        else if (head.Global is { Direction: GlobalDirection.Read })
            yield return "global tokens are read only";
        else if (head.Global is { Projections: GlobalProjections.Shared })
            yield return "global tokens share the projections";
    }

    private static string Of(Term term) => term switch
    {
        BandTerm band => $"{Keys(band.Before)} before, {Keys(band.After)} after" + (band.Stride == 1 ? "" : $", stride {band.Stride}"),
        BlocksTerm blocks => $"blocks of {blocks.Size}: {Of(blocks.Relation)}",
        PredicateTerm predicate => predicate.Text,
        _ => throw new InvalidOperationException($"{term.GetType().Name} has no text."),
    };

    private static string Keys(int count) => count == BandTerm.Unbounded ? "all" : $"{count}";

    private static string Of(BlockRelation relation) => relation switch
    {
        NearBlocks { Before: 0, After: 0 } => "its own",
        NearBlocks near => $"{near.Before} before, its own, {near.After} after",
        EdgeBlocks edge => $"first {edge.First} and last {edge.Last}" + (edge.Both ? ", both ways" : ""),
        RandomBlocks random => $"{random.Count} random, seed {random.Seed}",
        ListedBlocks listed => $"{listed.Pairs.Count / 2} listed pairs",
        _ => throw new InvalidOperationException($"{relation.GetType().Name} has no text."),
    };
}

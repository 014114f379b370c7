using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>Library operations over strided views: single bands, with or without global tokens.</summary>
internal sealed class BandCandidate : KernelCandidate
{
    public const string Title = "band tiles";

    public override string Name => Title;

    public override string? WhyNot(HeadSpec head, PatternSpec spec) => head.Terms.Where(t => t is not GlobalTerm).ToList() switch
    {
        [BandTerm] => null,
        [BlocksTerm] => "it reads blocks, not a band",
        [PredicateTerm] => "it reads what an expression says, not a band",
        { Count: var count } => $"it reads the union of {count} terms, not one band",
    };

    public override KernelPlan Plan(HeadSpec head, PatternSpec spec) => new BandPlan(head.Band!, Chunk(head.Band!));

    /// <summary>
    /// Queries per chunk: a power of two near half the window. A chunk of c queries computes c + window keys for each
    /// where window + 1 are live, so small chunks waste less; but global columns need a copy of each chunk's keys,
    /// and large chunks copy fewer.
    /// </summary>
    private static int Chunk(BandTerm band)
    {
        var chunk = 64;
        while (chunk < 512 && chunk * 2L < (long)band.Before + band.After)
            chunk *= 2;
        return chunk;
    }
}

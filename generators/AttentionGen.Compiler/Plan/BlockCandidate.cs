using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>Library operations over gathered key blocks: every spec there is.</summary>
internal sealed class BlockCandidate : KernelCandidate
{
    // Smaller blocks are slow to compute, larger ones hold more pairs that nobody reads.
    private const int Smallest = 16, Usual = 64, Largest = 256;

    public const string Title = "gathered blocks";

    public override string Name => Title;

    public override string? WhyNot(HeadSpec head, PatternSpec spec) => null;

    public override KernelPlan Plan(HeadSpec head, PatternSpec spec)
    {
        var sizes = head.Terms.OfType<BlocksTerm>().Select(b => b.Size).Where(s => s is >= Smallest and <= Largest).Distinct().ToList();
        return new BlockPlan(HeadRule.Of(head, spec), sizes is [var size] ? size : Usual);
    }
}

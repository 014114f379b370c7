using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>Spec to Plan: takes the first engine without a reason against it, and groups what is computed together.</summary>
public static class Planner
{
    private const int UndeclaredLength = 4096;

    private static readonly IReadOnlyList<EngineCandidate> s_candidates = [new OpsCandidate()];

    /// <summary>Plans a spec.</summary>
    public static PatternPlan Plan(PatternSpec spec)
    {
        var refusals = new List<Refusal>();
        var engine = s_candidates.First(candidate =>
        {
            if (candidate.WhyNot(spec) is not { } reason)
                return true;
            refusals.Add(new Refusal(candidate.Name, reason));
            return false;
        });
        var forms = spec.Layers.Select((layer, index) => (Index: index, Groups: Groups(layer)))
            .GroupBy(l => l.Groups)
            .Select(g => new LayerForm(g.Select(l => l.Index).ToEquatableArray(), g.Key));
        var length = spec.MaxLength ?? UndeclaredLength;
        return new PatternPlan(
            spec, engine.Name, refusals.ToEquatableArray(), forms.ToEquatableArray(),
            spec.Layers.Select(l => CostModel.Cost(l, spec, length)).ToEquatableArray(), CostModel.Reach(spec).ToEquatableArray(), length);
    }

    private static EquatableArray<HeadGroup> Groups(LayerSpec layer) => layer.Heads
        .Select((head, index) => (Band: head.Terms.OfType<BandTerm>().Single(), Index: index))
        .GroupBy(h => h.Band)
        .Select(g => new HeadGroup(new BandPlan(g.Key, OpsCandidate.Chunk(g.Key)), g.Select(h => h.Index).ToEquatableArray()))
        .ToEquatableArray();
}

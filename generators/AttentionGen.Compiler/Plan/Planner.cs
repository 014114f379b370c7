using System.Runtime.CompilerServices;
using AttentionGen.Compiler.Emit;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>Spec to Plan: for each kind of head takes the first kernel without a reason against it, and groups what is computed together.</summary>
public static class Planner
{
    private const int UndeclaredLength = 4096;

    private static readonly IReadOnlyList<KernelCandidate> s_candidates = [new BandCandidate(), new BlockCandidate()];

    // Source and advice both ask for the plan of one spec.
    private static readonly ConditionalWeakTable<PatternSpec, PatternPlan> s_plans = new();

    /// <summary>Plans a spec.</summary>
    /// <param name="spec">What is computed.</param>
    /// <param name="costLength">Tokens that costs and pictures are made for, 1 to <see cref="SpecReader.MaxTokens"/>; the longest declared sequence when null.</param>
    public static PatternPlan Plan(PatternSpec spec, int? costLength = null) =>
        costLength is { } length ? Make(spec, length) : s_plans.GetValue(spec, s => Make(s, s.MaxLength ?? UndeclaredLength));

    private static PatternPlan Make(PatternSpec spec, int length)
    {
        var kernels = spec.Layers.SelectMany(l => l.Heads).Distinct().ToDictionary(head => head, head => Take(head, spec));
        var forms = spec.Layers.Select((layer, index) => (Index: index, Groups: Groups(layer, kernels)))
            .GroupBy(l => l.Groups)
            .Select(g => new LayerForm(g.Select(l => l.Index).ToEquatableArray(), g.Key)).ToEquatableArray();
        var costs = new CostModel(spec, kernels.ToDictionary(k => k.Key, k => k.Value.Plan), length);
        var (engine, refused) = SimdCandidate.WhyNot(spec) is { } reason ? (Engines.Ops, new[] { new Refusal(Engines.Simd, reason) }) : (Engines.Simd, []);
        return new PatternPlan(spec, engine, refused.Concat(Refusals(spec, kernels)).ToEquatableArray(), forms, costs.Layers(), costs.Reach(), costs.Idle(), length);
    }

    private static (KernelPlan Plan, EquatableArray<Refusal> Refusals) Take(HeadSpec head, PatternSpec spec)
    {
        var refusals = new List<Refusal>();
        foreach (var candidate in s_candidates)
        {
            if (candidate.WhyNot(head, spec) is not { } reason)
                return (candidate.Plan(head, spec), refusals.ToEquatableArray());
            refusals.Add(new Refusal(candidate.Name, reason));
        }
        throw new InvalidOperationException("The last candidate takes every head.");
    }

    private static EquatableArray<HeadGroup> Groups(LayerSpec layer, Dictionary<HeadSpec, (KernelPlan Plan, EquatableArray<Refusal>)> kernels) => layer.Heads
        .Select((head, index) => (Head: head, Index: index))
        .GroupBy(h => h.Head, h => h.Index)
        .Select(g => new HeadGroup(kernels[g.Key].Plan, g.Key, g.ToEquatableArray()))
        .ToEquatableArray();

    /// <summary>Each reason once, with the heads that it holds for where it does not hold for all.</summary>
    private static EquatableArray<Refusal> Refusals(PatternSpec spec, Dictionary<HeadSpec, (KernelPlan Plan, EquatableArray<Refusal> Refusals)> kernels) => spec.Layers
        .SelectMany((layer, l) => layer.Heads.SelectMany((head, h) => kernels[head].Refusals.Select(r => (Refusal: r, Layer: l, Head: h))))
        .GroupBy(r => r.Refusal)
        .Select(g => g.Key with { Reason = $"{g.Key.Reason}{HeadText.Suffix(spec, [.. g.Select(r => (r.Layer, r.Head))])}" })
        .ToEquatableArray();
}

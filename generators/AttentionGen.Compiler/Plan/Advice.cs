using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Emit;

namespace AttentionGen.Compiler.Plan;

/// <summary>What the compiler says of a sound pattern: where information cannot flow and, on request, how it is computed.</summary>
public static class Advice
{
    /// <summary>Warnings, and where <paramref name="explain"/> says so the kernels and the reasons against others.</summary>
    public static IEnumerable<Problem> Of(PatternPlan plan, SourceSpan span, bool explain)
    {
        var spec = plan.Spec;
        foreach (var head in plan.Idle)
        {
            var heads = spec.Layers.SelectMany((layer, l) => layer.Heads.Select((h, i) => (Head: h, Layer: l, Index: i))).Where(h => h.Head == head).ToList();
            yield return Problem.At(span, Rules.IdleHead, spec.Name, HeadText.Suffix(spec, [.. heads.Select(h => (h.Layer, h.Index))]), plan.CostLength);
        }
        var reach = plan.Reach[plan.Reach.Count - 1];
        if (spec.MaxLength is { } length && !spec.Global && Math.Max(reach.Before, reach.After) < length - 1)
            yield return Problem.At(span, Rules.ShortReach, spec.Name, reach.Before, reach.After, length);
        if (!explain)
            yield break;
        foreach (var line in CardText.Engine(plan))
            yield return Problem.At(span, Rules.Explanation, spec.Name, line);
    }
}

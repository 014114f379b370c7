using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>A way to compute heads that the planner may take.</summary>
internal abstract class KernelCandidate
{
    /// <summary>How cards call it.</summary>
    public abstract string Name { get; }

    /// <summary>The reason not to take it for this head, or null.</summary>
    public abstract string? WhyNot(HeadSpec head, PatternSpec spec);

    /// <summary>The plan for a head without a reason against it.</summary>
    public abstract KernelPlan Plan(HeadSpec head, PatternSpec spec);
}

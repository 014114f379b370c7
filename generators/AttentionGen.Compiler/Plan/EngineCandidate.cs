using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>An engine that the planner may take.</summary>
internal abstract class EngineCandidate
{
    public abstract string Name { get; }

    /// <summary>The reason not to take it, or null.</summary>
    public abstract string? WhyNot(PatternSpec spec);
}

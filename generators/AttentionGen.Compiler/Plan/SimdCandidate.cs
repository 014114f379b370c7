using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Plan;

/// <summary>Vector kernels in C#, for float32 on the CPU. What they are not made for is left to library operations.</summary>
internal static class SimdCandidate
{
    /// <summary>A tile of queries of wider heads leaves no room in the first-level cache.</summary>
    private const int WidestHead = 256;

    /// <summary>The reason not to take it for a pattern, or null.</summary>
    public static string? WhyNot(PatternSpec spec) => spec.HeadSize > WidestHead
        ? FormattableString.Invariant($"its heads of {spec.HeadSize} are wider than {WidestHead}")
        : null;
}

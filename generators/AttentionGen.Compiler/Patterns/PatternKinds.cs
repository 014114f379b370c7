namespace AttentionGen.Compiler.Patterns;

/// <summary>The registry: every kind of declaration, in the order they apply.</summary>
public static class PatternKinds
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<PatternKind> All { get; } =
    [
        new SlidingWindow(),
        new Dilated(),
        new GlobalTokens(),
        new Predicate(),
    ];
}

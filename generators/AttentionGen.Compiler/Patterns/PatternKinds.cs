namespace AttentionGen.Compiler.Patterns;

/// <summary>The registry: every kind of declaration, in the order they apply.</summary>
public static class PatternKinds
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<PatternKind> All { get; } =
    [
        new SlidingWindow(),
        new Dilated(),
        new FullAttention(),
        new BlockWindow(),
        new RandomBlocks(),
        new BlockList(),
        new StridedColumns(),
        new SparseStrided(),
        new SparseFixed(),
        new BigBird(),
        new Etc(),
        new Gmat(),
        new PrefixLm(),
        new PackedDocuments(),
        new GlobalTokens(),
        new GlobalAttention(),
    ];
}

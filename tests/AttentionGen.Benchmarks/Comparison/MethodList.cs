using AttentionGen.Benchmarks.Comparison.Methods;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>All methods, in the order of the table.</summary>
internal static class MethodList
{
    public static IReadOnlyList<IMethod> All { get; } =
    [
        new CompiledMethod("simd", AttentionEngine.Simd),
        new GeneralMethod(),
        new CompiledMethod("ops", AttentionEngine.Ops),
        new DenseMethod(),
        new LoopMethod(),
        new ChunksMethod(),
    ];
}

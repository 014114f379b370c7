using AttentionGen.Dynamic;

namespace AttentionGen.Benchmarks.Comparison;

/// <summary>The shape as a declared pattern.</summary>
internal static class WindowPattern
{
    /// <summary>Compiles it; equal windows, heads and head sizes share one.</summary>
    public static AttentionPattern Of(BandShape shape) => PatternCompiler.FromText(FormattableString.Invariant(
        $$"""{ "name": "Compared", "layers": 1, "heads": {{shape.Heads}}, "headSize": {{shape.HeadSize}}, "window": {{shape.Window}} }"""));
}

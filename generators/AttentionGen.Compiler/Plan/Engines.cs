namespace AttentionGen.Compiler.Plan;

/// <summary>Names of engines.</summary>
internal static class Engines
{
    /// <summary>Vector kernels: float32 on the CPU.</summary>
    public const string Simd = "Simd";

    /// <summary>Library operations: all else.</summary>
    public const string Ops = "Ops";
}

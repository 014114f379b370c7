namespace AttentionGen;

/// <summary>What computes a compiled pattern.</summary>
public enum AttentionEngine
{
    /// <summary><see cref="Simd"/> where it can be used, else <see cref="Ops"/>.</summary>
    Auto,

    /// <summary>Vector kernels in C#: float32 on the CPU.</summary>
    Simd,

    /// <summary>Library operations: any device and floating-point type.</summary>
    Ops,
}

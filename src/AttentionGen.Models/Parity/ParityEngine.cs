using AttentionGen.Reference;

namespace AttentionGen.Models.Parity;

/// <summary>A way to compute a pattern that models can be compared under.</summary>
/// <param name="Name">Its name, such as "simd".</param>
/// <param name="Of">The pattern, computed this way.</param>
public sealed record ParityEngine(string Name, Func<AttentionPattern, AttentionPattern> Of)
{
    /// <summary>Vector kernels: what computes float32 on the CPU. Probabilities come from library operations all the same.</summary>
    public static ParityEngine Simd { get; } = new("simd", pattern => pattern.Using(AttentionEngine.Simd));

    /// <summary>Library operations: what computes on other devices and in other types.</summary>
    public static ParityEngine Ops { get; } = new("ops", pattern => pattern.Using(AttentionEngine.Ops));

    /// <summary>The dense oracle.</summary>
    public static ParityEngine Reference { get; } = new("reference", pattern => new ReferencePattern(pattern));

    /// <summary>All engines; a further one is a line here.</summary>
    public static IReadOnlyList<ParityEngine> All { get; } = [Simd, Ops, Reference];
}

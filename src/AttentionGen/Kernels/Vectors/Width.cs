using System.Runtime.Intrinsics;

namespace AttentionGen.Kernels.Vectors;

/// <summary>The width of vectors, in bits.</summary>
internal static class Width
{
    /// <summary>All that kernels are made for.</summary>
    public static IReadOnlyList<int> All { get; } = [128, 256, 512];

    /// <summary>The widest that this machine computes with; 0 where it computes float by float.</summary>
    public static int OfHardware { get; } =
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>What calls on this thread use instead; null for the hardware's own. Every width gives right numbers on every machine.</summary>
    [field: ThreadStatic]
    public static int? Override { get; set; }

    /// <summary>What kernels use; 0 where library operations are faster.</summary>
    public static int Current => Override ?? OfHardware;
}

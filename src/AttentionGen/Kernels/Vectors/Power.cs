using System.Runtime.CompilerServices;

namespace AttentionGen.Kernels.Vectors;

/// <summary>2^x of x &lt;= 0, to a unit in the last place or two; exactly 0 below -127, exactly 1 of 0, NaN of NaN.</summary>
internal static class Power<V>
    where V : struct, ILanes<V>
{
    // The polynomial of degree 5 with the least relative error between -0.5 and 0.5 (Remez' algorithm), but for its last coefficient.
    // In memory, and not as literals: those the JIT would load again for each vector.
    private static readonly float[] s_constants = [-127, 12582912 /* 1.5 x 2^23 */, 0.00132764715f, 0.00967554139f, 0.0555071328f, 0.240221197f, 0.693146967f, 1];

    /// <summary>What <see cref="Of(V)"/> computes with, for loops to hold in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Constants(out V lowest, out V shift, out V p5, out V p4, out V p3, out V p2, out V p1, out V p0)
    {
        var constants = s_constants;
        (lowest, shift, p5, p4) = (V.Splat(constants[0]), V.Splat(constants[1]), V.Splat(constants[2]), V.Splat(constants[3]));
        (p3, p2, p1, p0) = (V.Splat(constants[4]), V.Splat(constants[5]), V.Splat(constants[6]), V.Splat(constants[7]));
    }

    /// <summary>2^x.</summary>
    public static V Of(V x)
    {
        Constants(out var lowest, out var shift, out var p5, out var p4, out var p3, out var p2, out var p1, out var p0);
        return Of(x, lowest, shift, p5, p4, p3, p2, p1, p0);
    }

    /// <summary>2^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x, V lowest, V shift, V p5, V p4, V p3, V p2, V p1, V p0)
    {
        x = V.Max(lowest, x);
        var shifted = x + shift; // a whole number in the last bits of its mantissa
        var rest = x - (shifted - shift); // -0.5 to 0.5
        var p = V.MultiplyAdd(p5, rest, p4);
        p = V.MultiplyAdd(p, rest, p3);
        p = V.MultiplyAdd(p, rest, p2);
        p = V.MultiplyAdd(p, rest, p1);
        p = V.MultiplyAdd(p, rest, p0);
        return p * V.PowerOfShifted(shifted);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttentionGen.Kernels.Vectors;

/// <summary>Eight lanes.</summary>
internal readonly struct Lanes256(Vector256<float> value) : ILanes<Lanes256>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Splat(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a._value * b._value);

    // Not FusedMultiplyAdd: without hardware for it that is a call for each lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Vector256.MaxNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Lanes256 a, Lanes256 b) => Vector256.GreaterThanAny(a._value, b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 PowerOfShifted(Lanes256 shifted) =>
        new(Vector256.ShiftLeft(shifted._value.AsInt32() + Vector256.Create(127), 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes256 Where(uint bits, Lanes256 otherwise)
    {
        var own = Vector256.Create(1u, 2, 4, 8, 16, 32, 64, 128);
        return new(Vector256.ConditionalSelect(Vector256.Equals(Vector256.Create(bits) & own, own).AsSingle(), _value, otherwise._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe Lanes256 Keep(uint* seeds, uint key, uint threshold)
    {
        // A 32-bit hash of two rounds: every bit of the key reaches every bit of the number.
        var x = Vector256.Load(seeds) ^ Vector256.Create(key * 0x9E3779B9u);
        x = (x ^ (x >>> 16)) * Vector256.Create(0x7FEB352Du);
        x = (x ^ (x >>> 15)) * Vector256.Create(0x846CA68Bu);
        x ^= x >>> 16;
        return new(_value & Vector256.GreaterThanOrEqual(x, Vector256.Create(threshold)).AsSingle());
    }
}

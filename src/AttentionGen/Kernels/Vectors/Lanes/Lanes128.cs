using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttentionGen.Kernels.Vectors;

/// <summary>Four lanes.</summary>
internal readonly struct Lanes128(Vector128<float> value) : ILanes<Lanes128>
{
    private readonly Vector128<float> _value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Splat(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new(a._value * b._value);

    // Not FusedMultiplyAdd: without hardware for it that is a call for each lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 MultiplyAdd(Lanes128 a, Lanes128 b, Lanes128 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 a, Lanes128 b) => new(Vector128.MaxNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Lanes128 a, Lanes128 b) => Vector128.GreaterThanAny(a._value, b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 PowerOfShifted(Lanes128 shifted) =>
        new(Vector128.ShiftLeft(shifted._value.AsInt32() + Vector128.Create(127), 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes128 Where(uint bits, Lanes128 otherwise)
    {
        var own = Vector128.Create(1u, 2, 4, 8);
        return new(Vector128.ConditionalSelect(Vector128.Equals(Vector128.Create(bits) & own, own).AsSingle(), _value, otherwise._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe Lanes128 Keep(uint* seeds, uint key, uint threshold)
    {
        // A 32-bit hash of two rounds: every bit of the key reaches every bit of the number.
        var x = Vector128.Load(seeds) ^ Vector128.Create(key * 0x9E3779B9u);
        x = (x ^ (x >>> 16)) * Vector128.Create(0x7FEB352Du);
        x = (x ^ (x >>> 15)) * Vector128.Create(0x846CA68Bu);
        x ^= x >>> 16;
        return new(_value & Vector128.GreaterThanOrEqual(x, Vector128.Create(threshold)).AsSingle());
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttentionGen.Kernels.Vectors;

/// <summary>Sixteen lanes.</summary>
internal readonly struct Lanes512(Vector512<float> value) : ILanes<Lanes512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Splat(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a._value * b._value);

    // Not FusedMultiplyAdd: without hardware for it that is a call for each lane.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) => new(Vector512.MaxNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Lanes512 a, Lanes512 b) => Vector512.GreaterThanAny(a._value, b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 PowerOfShifted(Lanes512 shifted) =>
        new(Vector512.ShiftLeft(shifted._value.AsInt32() + Vector512.Create(127), 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lanes512 Where(uint bits, Lanes512 otherwise)
    {
        var own = Vector512.Create(1u, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);
        return new(Vector512.ConditionalSelect(Vector512.Equals(Vector512.Create(bits) & own, own).AsSingle(), _value, otherwise._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe Lanes512 Keep(uint* seeds, uint key, uint threshold)
    {
        // A 32-bit hash of two rounds: every bit of the key reaches every bit of the number.
        var x = Vector512.Load(seeds) ^ Vector512.Create(key * 0x9E3779B9u);
        x = (x ^ (x >>> 16)) * Vector512.Create(0x7FEB352Du);
        x = (x ^ (x >>> 15)) * Vector512.Create(0x846CA68Bu);
        x ^= x >>> 16;
        return new(_value & Vector512.GreaterThanOrEqual(x, Vector512.Create(threshold)).AsSingle());
    }
}

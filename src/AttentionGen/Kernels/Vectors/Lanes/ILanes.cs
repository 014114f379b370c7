namespace AttentionGen.Kernels.Vectors;

/// <summary>
/// A vector of float32, one lane to a query. Kernels are written once over this interface; for each width the JIT makes code of
/// its own, in which every call here is one instruction or a few.
/// </summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Lanes of the vector; a divisor of 16.</summary>
    static abstract int Count { get; }

    static abstract T Splat(float value);

    static abstract unsafe T Load(float* source);

    unsafe void Store(float* target);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    /// <summary>a x b + c, in one rounding where the hardware has it.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>The larger of both, and <paramref name="b"/> where one is NaN.</summary>
    static abstract T Max(T a, T b);

    /// <summary>True when a lane of <paramref name="a"/> is greater than that of <paramref name="b"/>.</summary>
    static abstract bool AnyGreater(T a, T b);

    /// <summary>2^n, -127 &lt;= n &lt;= 127 (0 for -127), of 1.5 x 2^23 + n: there the number's last bits are n.</summary>
    static abstract T PowerOfShifted(T shifted);

    /// <summary>This vector in the lanes whose bit is set, <paramref name="otherwise"/> in the others.</summary>
    T Where(uint bits, T otherwise);

    /// <summary>This vector in the lanes whose random number is at least <paramref name="threshold"/>, 0 in the others.</summary>
    /// <param name="seeds">A seed per lane: a well mixed number.</param>
    /// <param name="key">The key's number, mixed into each seed.</param>
    /// <param name="threshold">The share that is dropped, of 2^32.</param>
    unsafe T Keep(uint* seeds, uint key, uint threshold);
}

#if ATTENTIONGEN_COMPILER
namespace AttentionGen.Compiler.Intervals;
#else
namespace AttentionGen.Kernels;
#endif

// This file is compiled into the compiler, which draws pictures and counts costs with it, and into the runtime, where
// generated code decides with it which blocks are empty, full or partial.

/// <summary>
/// All values that an int expression can take while its variables run over ranges; never fewer than it does take. Its
/// operators mean what C#'s mean on int, wrap-around included, so generated code says an expression once for both.
/// </summary>
public readonly struct Interval : IEquatable<Interval>
{
    /// <summary>Values from <paramref name="min"/> to <paramref name="max"/>, both within int's range.</summary>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="mayThrow">True when evaluating the expression may throw for some of the variables' values.</param>
    public Interval(long min, long max, bool mayThrow = false) => (Min, Max, MayThrow) = (min, max, mayThrow);

    /// <summary>Smallest value.</summary>
    public long Min { get; }

    /// <summary>Largest value.</summary>
    public long Max { get; }

    /// <summary>True when evaluating the expression may throw.</summary>
    public bool MayThrow { get; }

    private bool IsSingle => Min == Max;

    /// <summary>One value.</summary>
    public static implicit operator Interval(int value) => new(value, value);

    /// <summary>Sum; wraps.</summary>
    public static Interval operator +(Interval a, Interval b) => Wrap(a.Min + b.Min, a.Max + b.Max, Throws(a, b));

    /// <summary>Sum; throws on overflow.</summary>
    public static Interval operator checked +(Interval a, Interval b) => Refuse(a.Min + b.Min, a.Max + b.Max, Throws(a, b));

    /// <summary>Difference; wraps.</summary>
    public static Interval operator -(Interval a, Interval b) => Wrap(a.Min - b.Max, a.Max - b.Min, Throws(a, b));

    /// <summary>Difference; throws on overflow.</summary>
    public static Interval operator checked -(Interval a, Interval b) => Refuse(a.Min - b.Max, a.Max - b.Min, Throws(a, b));

    /// <summary>Negation; wraps.</summary>
    public static Interval operator -(Interval a) => Wrap(-a.Max, -a.Min, a.MayThrow);

    /// <summary>Negation; throws on overflow.</summary>
    public static Interval operator checked -(Interval a) => Refuse(-a.Max, -a.Min, a.MayThrow);

    /// <summary>Product; wraps.</summary>
    public static Interval operator *(Interval a, Interval b)
    {
        var (min, max) = Product(a, b);
        return Wrap(min, max, Throws(a, b));
    }

    /// <summary>Product; throws on overflow.</summary>
    public static Interval operator checked *(Interval a, Interval b)
    {
        var (min, max) = Product(a, b);
        return Refuse(min, max, Throws(a, b));
    }

    /// <summary>Quotient, cut towards zero; throws for a divisor of 0 and for int.MinValue / -1.</summary>
    public static Interval operator /(Interval a, Interval b)
    {
        var throws = DivisionThrows(a, b);
        long min = long.MaxValue, max = long.MinValue;
        // A quotient is extreme where the divisor is extreme or nearest to zero.
        foreach (var divisor in new[] { b.Min, -1, 1, b.Max })
        {
            if (divisor == 0 || divisor < b.Min || divisor > b.Max)
                continue;
            min = Math.Min(min, Math.Min(a.Min / divisor, a.Max / divisor));
            max = Math.Max(max, Math.Max(a.Min / divisor, a.Max / divisor));
        }
        return min > max ? All(true) : Wrap(min, max, throws);
    }

    /// <summary>Remainder with the dividend's sign; throws where the quotient does.</summary>
    public static Interval operator %(Interval a, Interval b)
    {
        var throws = DivisionThrows(a, b);
        // Within one quotient the remainder rises with the dividend.
        if (b.IsSingle && b.Min != 0 && a.Min / b.Min == a.Max / b.Min)
            return new Interval(a.Min % b.Min, a.Max % b.Min, throws);
        var largest = Math.Max(Math.Abs(b.Min), Math.Abs(b.Max)) - 1;
        return largest < 0 ? All(true) : new Interval(a.Min < 0 ? Math.Max(a.Min, -largest) : 0, a.Max > 0 ? Math.Min(a.Max, largest) : 0, throws);
    }

    /// <summary>Bitwise complement.</summary>
    public static Interval operator ~(Interval a) => new(~a.Max, ~a.Min, a.MayThrow);

    /// <summary>Bitwise and.</summary>
    public static Interval operator &(Interval a, Interval b) => Bits(a, b, (x, y) => x & y, Math.Min(a.Max, b.Max));

    /// <summary>Bitwise or.</summary>
    public static Interval operator |(Interval a, Interval b) => Bits(a, b, (x, y) => x | y, AllBits(a.Max | b.Max));

    /// <summary>Bitwise exclusive or.</summary>
    public static Interval operator ^(Interval a, Interval b) => Bits(a, b, (x, y) => x ^ y, AllBits(a.Max | b.Max));

    /// <summary>Shift to the left; bits fall off, as for int.</summary>
    public static Interval operator <<(Interval a, Interval b) => b.IsSingle
        ? a * new Interval(1L << ((int)b.Min & 31), 1L << ((int)b.Min & 31), b.MayThrow)
        : All(Throws(a, b));

    /// <summary>Shift to the right, keeping the sign.</summary>
    public static Interval operator >>(Interval a, Interval b) => b.IsSingle
        ? new Interval(a.Min >> ((int)b.Min & 31), a.Max >> ((int)b.Min & 31), Throws(a, b))
        : All(Throws(a, b));

    /// <summary>Equal.</summary>
    public static Truth operator ==(Interval a, Interval b) => new(
        mayBeTrue: a.Min <= b.Max && b.Min <= a.Max, mayBeFalse: !(a.IsSingle && b.IsSingle && a.Min == b.Min), Throws(a, b));

    /// <summary>Not equal.</summary>
    public static Truth operator !=(Interval a, Interval b) => !(a == b);

    /// <summary>Less.</summary>
    public static Truth operator <(Interval a, Interval b) => new(a.Min < b.Max, a.Max >= b.Min, Throws(a, b));

    /// <summary>Greater.</summary>
    public static Truth operator >(Interval a, Interval b) => b < a;

    /// <summary>Less or equal.</summary>
    public static Truth operator <=(Interval a, Interval b) => !(b < a);

    /// <summary>Greater or equal.</summary>
    public static Truth operator >=(Interval a, Interval b) => !(a < b);

    /// <summary>Absolute value, as Math.Abs: throws for int.MinValue.</summary>
    public static Interval Abs(Interval a)
    {
        var throws = a.MayThrow || a.Min == int.MinValue;
        var max = Math.Min(int.MaxValue, Math.Max(Math.Abs(a.Min), Math.Abs(a.Max)));
        return new Interval(a.Min <= 0 && a.Max >= 0 ? 0 : Math.Min(max, Math.Min(Math.Abs(a.Min), Math.Abs(a.Max))), max, throws);
    }

    /// <summary>The smaller one.</summary>
    public static Interval SmallerOf(Interval a, Interval b) => new(Math.Min(a.Min, b.Min), Math.Min(a.Max, b.Max), Throws(a, b));

    /// <summary>The larger one.</summary>
    public static Interval LargerOf(Interval a, Interval b) => new(Math.Max(a.Min, b.Min), Math.Max(a.Max, b.Max), Throws(a, b));

    /// <summary>Either one.</summary>
    public static Interval Union(Interval a, Interval b) => new(Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max), Throws(a, b));

    /// <summary>What is evaluated after this: an exception here comes first, whether the value is used or not.</summary>
    public Interval Then(Interval next) => new(next.Min, next.Max, Throws(this, next));

    /// <summary>What is evaluated after this: an exception here comes first, whether the value is used or not.</summary>
    public Truth Then(Truth next) => new(next.MayBeTrue, next.MayBeFalse, MayThrow || next.MayThrow);

    /// <summary>Any int.</summary>
    public static Interval All(bool mayThrow = false) => new(int.MinValue, int.MaxValue, mayThrow);

    // Not another Truth.Choose: the compiler binds the lambdas of overloads once for each, and nested ones twice as often per level.

    /// <summary>condition ? <paramref name="yes"/> : <paramref name="no"/>; what is surely not chosen is not looked at.</summary>
    public static Interval Choose(Truth condition, Func<Interval> yes, Func<Interval> no)
    {
        if (condition.IsTrue)
            return yes();
        if (condition.IsFalse)
            return no();
        var either = Union(yes(), no());
        return new Interval(either.Min, either.Max, either.MayThrow || condition.MayThrow);
    }

    /// <inheritdoc/>
    public bool Equals(Interval other) => (Min, Max, MayThrow) == (other.Min, other.Max, other.MayThrow);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Interval other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Min, Max, MayThrow).GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Min}..{Max}") + (MayThrow ? " or an exception" : "");

    private static bool Throws(Interval a, Interval b) => a.MayThrow || b.MayThrow;

    private static bool DivisionThrows(Interval a, Interval b) =>
        Throws(a, b) || (b.Min <= 0 && b.Max >= 0) || (a.Min == int.MinValue && b.Min <= -1 && b.Max >= -1);

    private static (long Min, long Max) Product(Interval a, Interval b)
    {
        long p = a.Min * b.Min, q = a.Min * b.Max, r = a.Max * b.Min, s = a.Max * b.Max;
        return (Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));
    }

    private static Interval Bits(Interval a, Interval b, Func<long, long, long> operation, long max)
    {
        if (a.IsSingle && b.IsSingle)
            return new Interval(operation(a.Min, b.Min), operation(a.Min, b.Min), Throws(a, b));
        return a.Min >= 0 && b.Min >= 0 ? new Interval(0, max, Throws(a, b)) : All(Throws(a, b));
    }

    /// <summary>The smallest 2^k - 1 that is not below a value of 0 or more.</summary>
    private static long AllBits(long value)
    {
        for (var shift = 1; shift < 64; shift *= 2)
            value |= value >> shift;
        return value;
    }

    /// <summary>An exact result, as int keeps it: its lowest 32 bits.</summary>
    private static Interval Wrap(long min, long max, bool mayThrow)
    {
        // Ends that wrap around equally often keep their order.
        var turns = (min - int.MinValue) >> 32;
        return turns == (max - int.MinValue) >> 32 ? new Interval(min - (turns << 32), max - (turns << 32), mayThrow) : All(mayThrow);
    }

    /// <summary>An exact result, or an exception where int cannot hold it.</summary>
    private static Interval Refuse(long min, long max, bool mayThrow) => new(
        Math.Min(Math.Max(min, int.MinValue), int.MaxValue), Math.Max(Math.Min(max, int.MaxValue), int.MinValue),
        mayThrow || min < int.MinValue || max > int.MaxValue);
}

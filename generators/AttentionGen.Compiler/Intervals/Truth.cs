#if ATTENTIONGEN_COMPILER
namespace AttentionGen.Compiler.Intervals;
#else
namespace AttentionGen.Kernels;
#endif

/// <summary>What a bool expression can be while its variables run over ranges.</summary>
public readonly struct Truth : IEquatable<Truth>
{
    /// <summary>An outcome that is not known for sure unless just one of the arguments is true.</summary>
    public Truth(bool mayBeTrue, bool mayBeFalse, bool mayThrow = false) => (MayBeTrue, MayBeFalse, MayThrow) = (mayBeTrue, mayBeFalse, mayThrow);

    /// <summary>Anything can be.</summary>
    public static Truth Unknown => new(true, true);

    /// <summary>True for some values, as far as is known.</summary>
    public bool MayBeTrue { get; }

    /// <summary>False for some values, as far as is known.</summary>
    public bool MayBeFalse { get; }

    /// <summary>Evaluating may throw for some values.</summary>
    public bool MayThrow { get; }

    /// <summary>True for all values.</summary>
    public bool IsTrue => !MayBeFalse && !MayThrow;

    /// <summary>False for all values.</summary>
    public bool IsFalse => !MayBeTrue && !MayThrow;

    /// <summary>A constant.</summary>
    public static implicit operator Truth(bool value) => new(value, !value);

    // With these two, && and || stop where C#'s on bool stop: what stands behind a guard that is surely false is not looked at.

    /// <summary>Ends an "or".</summary>
    public static bool operator true(Truth a) => a.IsTrue;

    /// <summary>Ends an "and".</summary>
    public static bool operator false(Truth a) => a.IsFalse;

    /// <summary>Not.</summary>
    public static Truth operator !(Truth a) => new(a.MayBeFalse, a.MayBeTrue, a.MayThrow);

    /// <summary>And.</summary>
    public static Truth operator &(Truth a, Truth b) => new(a.MayBeTrue && b.MayBeTrue, a.MayBeFalse || b.MayBeFalse, a.MayThrow || b.MayThrow);

    /// <summary>Or.</summary>
    public static Truth operator |(Truth a, Truth b) => new(a.MayBeTrue || b.MayBeTrue, a.MayBeFalse && b.MayBeFalse, a.MayThrow || b.MayThrow);

    /// <summary>Exclusive or.</summary>
    public static Truth operator ^(Truth a, Truth b) => new(
        (a.MayBeTrue && b.MayBeFalse) || (a.MayBeFalse && b.MayBeTrue),
        (a.MayBeTrue && b.MayBeTrue) || (a.MayBeFalse && b.MayBeFalse),
        a.MayThrow || b.MayThrow);

    /// <summary>Equal.</summary>
    public static Truth operator ==(Truth a, Truth b) => !(a ^ b);

    /// <summary>Not equal.</summary>
    public static Truth operator !=(Truth a, Truth b) => a ^ b;

    /// <summary>condition ? <paramref name="yes"/> : <paramref name="no"/>; what is surely not chosen is not looked at.</summary>
    public static Truth Choose(Truth condition, Func<Truth> yes, Func<Truth> no)
    {
        if (condition.IsTrue)
            return yes();
        if (condition.IsFalse)
            return no();
        var (a, b) = (yes(), no());
        return new Truth(a.MayBeTrue || b.MayBeTrue, a.MayBeFalse || b.MayBeFalse, condition.MayThrow || a.MayThrow || b.MayThrow);
    }

    /// <summary>What is evaluated after this: an exception here comes first, whether the value is used or not.</summary>
    public Interval Then(Interval next) => new(next.Min, next.Max, MayThrow || next.MayThrow);

    /// <summary>What is evaluated after this: an exception here comes first, whether the value is used or not.</summary>
    public Truth Then(Truth next) => new(next.MayBeTrue, next.MayBeFalse, MayThrow || next.MayThrow);

    /// <inheritdoc/>
    public bool Equals(Truth other) => (MayBeTrue, MayBeFalse, MayThrow) == (other.MayBeTrue, other.MayBeFalse, other.MayThrow);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Truth other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (MayBeTrue, MayBeFalse, MayThrow).GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => IsTrue ? "true" : IsFalse ? "false" : MayThrow ? "unknown, or an exception" : "unknown";
}

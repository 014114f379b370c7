namespace AttentionGen.Kernels;

/// <summary>Run-time values of one sequence's tokens, by position, and of ranges of positions.</summary>
public sealed class TokenInput
{
    // [k][i]: smallest and largest of the 2^k values from i on.
    private readonly List<(int Min, int Max)[]> _ranges = [];
    private readonly int[] _values;

    /// <summary>Values in order of position.</summary>
    public TokenInput(int[] values)
    {
        _values = values;
        _ranges.Add([.. values.Select(v => (v, v))]);
        for (var step = 1; 2 * step <= values.Length; step *= 2)
        {
            var half = _ranges[^1];
            var whole = new (int Min, int Max)[values.Length - 2 * step + 1];
            for (var i = 0; i < whole.Length; i++)
                whole[i] = Join(half[i], half[i + step]);
            _ranges.Add(whole);
        }
    }

    /// <summary>The value of one token.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no token at that position.</exception>
    public int this[int position] => _values[position];

    /// <summary>All values of a range of tokens.</summary>
    public Interval this[Interval position]
    {
        get
        {
            int first = (int)Math.Max(0, position.Min), last = (int)Math.Min(_values.Length - 1, position.Max);
            var outside = position.MayThrow || first > position.Min || last < position.Max;
            if (first > last)
                return Interval.All(mayThrow: true);
            var level = System.Numerics.BitOperations.Log2((uint)(last - first + 1));
            var (min, max) = Join(_ranges[level][first], _ranges[level][last + 1 - (1 << level)]);
            return new Interval(min, max, outside);
        }
    }

    private static (int Min, int Max) Join((int Min, int Max) a, (int Min, int Max) b) => (Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max));
}

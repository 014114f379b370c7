namespace AttentionGen.Kernels;

/// <summary>What a rule is made for: a layer, a head, a length, and one sequence's run-time inputs.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Head">The head.</param>
/// <param name="Length">Tokens of the sequence.</param>
public readonly record struct RuleScope(int Layer, int Head, int Length)
{
    private readonly AttentionMasks? _masks;
    private readonly long _row;

    /// <summary>The scope of one sequence of a batch.</summary>
    internal RuleScope(int layer, int head, AttentionMasks masks, long row) : this(layer, head, (int)masks.Length) => (_masks, _row) = (masks, row);

    /// <summary>A number given at run time.</summary>
    /// <exception cref="ArgumentException">The batch has none of this name.</exception>
    public int Number(string name) => _masks is not null && _masks.Numbers.TryGetValue(name, out var number) ? number : throw Missing(name);

    /// <summary>Values per token given at run time.</summary>
    /// <exception cref="ArgumentException">The batch has none of this name.</exception>
    public TokenInput Tokens(string name) => _masks?.TokensOf(name, _row) ?? throw Missing(name);

    private static ArgumentException Missing(string name) =>
        new($"The pattern asks for '{name}' at run time: give it in {nameof(PatternInputs)} when the masks are made.");
}

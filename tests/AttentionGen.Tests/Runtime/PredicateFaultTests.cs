using static TorchSharp.torch;

namespace AttentionGen.Tests.Runtime;

/// <summary>What a predicate throws reaches whoever runs the pattern, as C# throws it, with the place.</summary>
public class PredicateFaultTests
{
    [Fact]
    public void ADivisionByZero() => Assert.Equal(
        "DividesByKey, layer 1, query 0, key 0: Attempted to divide by zero.",
        Thrown<DivideByZeroException>(new DividesByKey(), 20, null));

    [Fact]
    public void AnOverflow() => Assert.Equal(
        "Overflows, layer 1, query 40, key 0: Arithmetic operation resulted in an overflow.",
        Thrown<OverflowException>(new Overflows(), 200, null));

    [Fact]
    public void AnIndexOutOfRange()
    {
        using var inputs = zeros(2, 20, ScalarType.Int64);
        Assert.StartsWith(
            "LooksAhead, layer 1, sequence 0, query 19, key 0: ",
            Thrown<IndexOutOfRangeException>(new LooksAhead(), 20, new PatternInputs().Add("mark", inputs)), StringComparison.Ordinal);
    }

    /// <summary>Where nothing is read anyway, nothing is asked.</summary>
    [Fact]
    public void AGuardedDivision()
    {
        using var scope = NewDisposeScope();
        using var masks = AttentionMasks.Create(1, 20);
        Assert.True(new Guarded().Forward(0, randn(1, 20, 1, 8), randn(1, 20, 1, 8), randn(1, 20, 1, 8), null, masks).isfinite().all().item<bool>());
    }

    [Fact]
    public void AMissingInput()
    {
        using var masks = AttentionMasks.Create(2, 20);
        var refused = Assert.Throws<ArgumentException>(() => Run(new LooksAhead(), 20, masks));
        Assert.Contains("LooksAhead asks for 'mark', a value per token: give it in PatternInputs", refused.Message);
    }

    private static string Thrown<TException>(AttentionPattern pattern, long length, PatternInputs? inputs)
        where TException : Exception
    {
        using var masks = AttentionMasks.Create(2, length, inputs: inputs);
        var message = Assert.Throws<TException>(() => Run(pattern, length, masks)).Message;
        // Nothing half-built is kept.
        Assert.Equal(message, Assert.Throws<TException>(() => Run(pattern, length, masks)).Message);
        return message;
    }

    private static void Run(AttentionPattern pattern, long length, AttentionMasks masks)
    {
        using var scope = NewDisposeScope();
        pattern.Forward(1, randn(2, length, 1, 8), randn(2, length, 1, 8), randn(2, length, 1, 8), null, masks);
    }
}

[AttentionPattern(2, 1, 8)]
[Predicate(nameof(Attends))]
internal sealed partial class DividesByKey
{
    internal static bool Attends(int query, int key) => query / key > 1;
}

[AttentionPattern(2, 1, 8)]
[Predicate(nameof(Attends))]
internal sealed partial class Overflows
{
    internal static bool Attends(int query, int key) => checked(query * 53687092) > key;
}

[AttentionPattern(2, 1, 8)]
[Predicate(nameof(Attends))]
internal sealed partial class LooksAhead
{
    internal static bool Attends(int query, int key, int[] mark) => mark[query + 1] == mark[key];
}

[AttentionPattern(1, 1, 8)]
[Predicate(nameof(Attends))]
internal sealed partial class Guarded
{
    internal static bool Attends(int query, int key) => key > 0 && query / key == 1;
}

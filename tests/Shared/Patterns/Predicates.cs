namespace AttentionGen.Tests.Patterns;

// Patterns that C# methods say.

/// <summary>A rule of its own for each layer and head.</summary>
[AttentionPattern(2, 3, 8)]
[Predicate(nameof(Attends))]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class StrideByHead
{
    private const int Near = 3;

    internal static bool Attends(int query, int key, int head, int layer)
    {
        var back = query - key;
        if (System.Math.Abs(back) <= Near)
            return true;
        return back % (head + layer + 2) == 0;
    }
}

/// <summary>A value per token, and a number.</summary>
[AttentionPattern(1, 2, 8)]
[Predicate(nameof(Attends))]
public sealed partial class SameTopic
{
    internal static bool Attends(int query, int key, System.ReadOnlySpan<int> topic, int reach) =>
        topic[query] == topic[key] || IsNear(query, key, 2 * reach);

    private static bool IsNear(int query, int key, int reach) => query - key >= 0 && query - key < reach;
}

/// <summary>Every fifth query reads nothing; a guard keeps the division from zero.</summary>
[AttentionPattern(1, 2, 8)]
[Predicate(typeof(SharedRules), nameof(SharedRules.Divides))]
public sealed partial class DividesThePosition;

/// <summary>Rules of several patterns.</summary>
public static class SharedRules
{
    /// <summary>Whether the key's position divides the query's.</summary>
    public static bool Divides(int query, int key) => (query % 5) switch
    {
        3 => false,
        _ => key != 0 && query % key == 0,
    };
}

/// <summary>Bands, predicates, and both in one head.</summary>
[AttentionPattern(1, 4, 8, Causal = true)]
[Window(Before = 4, Heads = "0..2")]
[Predicate(nameof(Distant), Heads = "2,3")]
[GlobalTokens(GlobalRule.Given)]
public sealed partial class BandsAndPredicates
{
    internal static bool Distant(int query, int key, int length) => (query ^ key) % 8 == 0 || key < length / 16;
}

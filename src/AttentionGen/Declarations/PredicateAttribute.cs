namespace AttentionGen;

/// <summary>
/// A query reads the keys for which a static method is true. The compiler reads the method's body; it is never called. Several
/// predicates, and windows beside them, add up. What a method may say stands in docs/predicates.md.
/// </summary>
/// <param name="method">
/// The method's name: <c>static bool Attends(int query, int key)</c>. It may also take <c>int head</c>, <c>int layer</c> and
/// <c>int length</c>, numbers of other names, and values per token as <c>ReadOnlySpan&lt;int&gt;</c> or <c>int[]</c>; the last two
/// kinds come from <see cref="PatternInputs"/> by name.
/// </param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PredicateAttribute(string method) : Attribute
{
    /// <summary>A method of another type.</summary>
    /// <param name="type">The type that has the method.</param>
    /// <param name="method">The method's name.</param>
    public PredicateAttribute(Type type, string method) : this(method) => Type = type;

    /// <summary>The method's name.</summary>
    public string Method { get; } = method;

    /// <summary>The type that has the method; null for the pattern's own class.</summary>
    public Type? Type { get; }

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}

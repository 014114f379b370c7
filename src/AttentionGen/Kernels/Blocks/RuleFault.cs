namespace AttentionGen.Kernels;

/// <summary>A rule threw for a query and a key. It never leaves the kernels: <see cref="Named"/> is what users see.</summary>
/// <param name="copy">The map, among those that were built together.</param>
/// <param name="query">The query's position.</param>
/// <param name="key">The key's position.</param>
/// <param name="thrown">What was thrown.</param>
internal sealed class RuleFault(int copy, int query, int key, Exception thrown) : Exception(thrown.Message, thrown)
{
    /// <summary>The map, among those that were built together.</summary>
    public int Copy { get; } = copy;

    /// <summary>The query's position.</summary>
    public int Query { get; } = query;

    /// <summary>The key's position.</summary>
    public int Key { get; } = key;

    /// <summary>Pattern, layer and, where they matter, head and sequence.</summary>
    public string Where { get; set; } = "";

    /// <summary>The place of a rule among those that were built together.</summary>
    public static string Place(AttentionRule rule, int layer, int[]? heads, bool perSequence, int copy)
    {
        var place = $"{rule.GetType().DeclaringType?.Name}, layer {layer}";
        if (heads is not null)
            place += $", head {heads[copy % heads.Length]}";
        return perSequence ? $"{place}, sequence {copy / (heads?.Length ?? 1)}" : place;
    }

    /// <summary>The first of what several threads met.</summary>
    public static RuleFault? FirstOf(IEnumerable<Exception> faults) => faults.OfType<RuleFault>().OrderBy(f => (f.Copy, f.Query, f.Key)).FirstOrDefault();

    /// <summary>The exception of the user's expression, of the type that C# throws, with the place in its message.</summary>
    public Exception Named()
    {
        var message = $"{Where}, query {Query}, key {Key}: {Message}";
        return InnerException switch
        {
            DivideByZeroException => new DivideByZeroException(message, InnerException),
            OverflowException => new OverflowException(message, InnerException),
            IndexOutOfRangeException => new IndexOutOfRangeException(message, InnerException),
            _ => new InvalidOperationException(message, InnerException),
        };
    }
}

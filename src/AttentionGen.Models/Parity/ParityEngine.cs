using AttentionGen.Reference;

namespace AttentionGen.Models.Parity;

/// <summary>A way to compute a pattern that models can be compared under.</summary>
/// <param name="Name">Its name, such as "ops".</param>
/// <param name="Of">The pattern, computed this way.</param>
public sealed record ParityEngine(string Name, Func<AttentionPattern, AttentionPattern> Of)
{
    /// <summary>The compiled pattern's own code.</summary>
    public static ParityEngine Ops { get; } = new("ops", pattern => pattern);

    /// <summary>The dense oracle.</summary>
    public static ParityEngine Reference { get; } = new("reference", pattern => new ReferencePattern(pattern));

    /// <summary>All engines; a further one is a line here.</summary>
    public static IReadOnlyList<ParityEngine> All { get; } = [Ops, Reference];
}

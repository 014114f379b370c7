namespace AttentionGen;

/// <summary>Spreads a window: neighbouring keys are <paramref name="stride"/> tokens apart (Longformer paper, section 3.1).</summary>
/// <param name="stride">Distance between keys, 1 or more; 1 is no dilation. The number of keys stays the same.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DilationAttribute(int stride) : Attribute
{
    /// <summary>Distance between keys in tokens.</summary>
    public int Stride { get; } = stride;

    /// <summary>The layers it applies to, such as "6..7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}

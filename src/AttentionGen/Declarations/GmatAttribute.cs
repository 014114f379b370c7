namespace AttentionGen;

/// <summary>GMAT (section 3 of the paper): memory tokens at the start read and are read by all, the others read their own chunk.</summary>
/// <param name="memoryTokens">Memory tokens at the start, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GmatAttribute(int memoryTokens) : Attribute
{
    /// <summary>Memory tokens at the start, 1 or more.</summary>
    public int MemoryTokens { get; } = memoryTokens;

    /// <summary>Tokens per chunk behind the memory.</summary>
    public int Chunk { get; set; } = 512;

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}

namespace AttentionGen;

/// <summary>A window of whole blocks: a token reads all of its own block and of its neighbours. Adds to what its heads read.</summary>
/// <param name="size">Tokens per block, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class BlockWindowAttribute(int size) : Attribute
{
    /// <summary>Tokens per block, 1 or more.</summary>
    public int Size { get; } = size;

    /// <summary>Blocks before the token's own.</summary>
    public int Before { get; set; } = 1;

    /// <summary>Blocks after the token's own.</summary>
    public int After { get; set; } = 1;

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}

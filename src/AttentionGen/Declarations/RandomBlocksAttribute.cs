namespace AttentionGen;

/// <summary>Random key blocks per query block, other ones in each layer and head; never the query's own block (BigBird paper, section 2).</summary>
/// <param name="size">Tokens per block, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RandomBlocksAttribute(int size) : Attribute
{
    /// <summary>Tokens per block, 1 or more.</summary>
    public int Size { get; } = size;

    /// <summary>Key blocks per query block, 1 or more.</summary>
    public int Count { get; set; } = 3;

    /// <summary>Of the random numbers, 0 or more.</summary>
    public int Seed { get; set; }

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}

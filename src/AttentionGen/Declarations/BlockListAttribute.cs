namespace AttentionGen;

/// <summary>Pairs of blocks, written out.</summary>
/// <param name="size">Tokens per block, 1 or more.</param>
/// <param name="rows">Key blocks of each query block: "0: 0..1; 1: 0,2" lets block 0 read blocks 0 and 1, and block 1 read 0 and 2.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class BlockListAttribute(int size, string rows) : Attribute
{
    /// <summary>Tokens per block, 1 or more.</summary>
    public int Size { get; } = size;

    /// <summary>Key blocks of each query block: "0: 0..1; 1: 0,2" lets block 0 read blocks 0 and 1, and block 1 read 0 and 2.</summary>
    public string Rows { get; } = rows;

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}

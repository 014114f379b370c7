namespace AttentionGen;

/// <summary>BigBird, internal transformer construction (section 2 and appendix D of the paper): neighbouring blocks, the first and last blocks in both directions, and random blocks. The defaults are those of the paper's base model and of Hugging Face.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class BigBirdAttribute : Attribute
{
    /// <summary>Tokens per block.</summary>
    public int BlockSize { get; set; } = 64;

    /// <summary>Random key blocks per query block.</summary>
    public int RandomBlocks { get; set; } = 3;

    /// <summary>Blocks to each side of the token's own.</summary>
    public int Near { get; set; } = 1;

    /// <summary>Blocks at the start that are global.</summary>
    public int First { get; set; } = 1;

    /// <summary>Blocks at the end that are global.</summary>
    public int Last { get; set; } = 1;

    /// <summary>Of the random numbers; each layer and head draws its own.</summary>
    public int Seed { get; set; }

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}

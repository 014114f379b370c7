namespace AttentionGen;

/// <summary>Sparse Transformer, fixed (section 4.3 of the paper): earlier tokens of the own stretch, and the last tokens of each stretch. Causal by itself.</summary>
/// <param name="stride">Tokens per stretch, the paper's l, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SparseFixedAttribute(int stride) : Attribute
{
    /// <summary>Tokens per stretch, the paper's l, 1 or more.</summary>
    public int Stride { get; } = stride;

    /// <summary>Last tokens of each stretch that later ones read, the paper's c.</summary>
    public int Summary { get; set; } = 8;

    /// <summary>Which of the two sets; heads may take one each.</summary>
    public SparsePart Part { get; set; } = SparsePart.Both;

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}

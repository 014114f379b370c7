namespace AttentionGen;

/// <summary>Sparse Transformer, strided (section 4.3 of the paper): the last tokens, and every stride-th token before. Causal by itself.</summary>
/// <param name="stride">The paper's l, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SparseStridedAttribute(int stride) : Attribute
{
    /// <summary>The paper's l, 1 or more.</summary>
    public int Stride { get; } = stride;

    /// <summary>Which of the two sets; heads may take one each.</summary>
    public SparsePart Part { get; set; } = SparsePart.Both;

    /// <summary>The layers it applies to, such as "0..3,7"; all when left out.</summary>
    public string? Layers { get; set; }

    /// <summary>The heads it applies to, such as "0,1"; all when left out.</summary>
    public string? Heads { get; set; }
}

namespace AttentionGen;

/// <summary>The two sets that a Sparse Transformer's pattern is made of.</summary>
public enum SparsePart
{
    /// <summary>Near tokens: the paper's first set.</summary>
    Local,

    /// <summary>Far tokens that stand for others: the paper's second set.</summary>
    Summary,

    /// <summary>Both sets in one head.</summary>
    Both,
}

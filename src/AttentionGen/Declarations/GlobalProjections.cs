namespace AttentionGen;

/// <summary>What the rows of global tokens are computed with.</summary>
public enum GlobalProjections
{
    /// <summary>Query, key and value projections of their own; see <see cref="GlobalInputs"/>.</summary>
    Separate,

    /// <summary>Those of all tokens.</summary>
    Shared,
}

using AttentionGen.Compiler.Spec.Expressions;

namespace AttentionGen.Compiler.Spec;

/// <summary>A set of keys that a query reads.</summary>
public abstract record Term;

/// <summary>Keys i + stride x t, -before &lt;= t &lt;= after.</summary>
/// <param name="Before">Keys before the query, or <see cref="Unbounded"/>.</param>
/// <param name="After">Keys after the query, or <see cref="Unbounded"/>.</param>
/// <param name="Stride">Distance between neighbouring keys.</param>
public sealed record BandTerm(int Before, int After, int Stride) : Term
{
    /// <summary>As many keys as there are.</summary>
    public const int Unbounded = int.MaxValue;
}

/// <summary>Tokens that are global at run time.</summary>
public sealed record GlobalTerm(GlobalDirection Direction, GlobalProjections Projections) : Term;

/// <summary>Who reads whom of global tokens.</summary>
public enum GlobalDirection
{
    /// <summary>Every token reads them and they read every token.</summary>
    Both,

    /// <summary>Every token reads them.</summary>
    Read,
}

/// <summary>What the rows of global tokens are computed with.</summary>
public enum GlobalProjections
{
    /// <summary>Query, key and value projections of their own.</summary>
    Separate,

    /// <summary>Those of all tokens.</summary>
    Shared,
}

/// <summary>Whole blocks of neighbouring tokens.</summary>
/// <param name="Size">Tokens per block.</param>
/// <param name="Relation">Which blocks.</param>
public sealed record BlocksTerm(int Size, BlockRelation Relation) : Term;

/// <summary>Which key blocks a query block reads.</summary>
public abstract record BlockRelation;

/// <summary>Blocks near the query's own.</summary>
public sealed record NearBlocks(int Before, int After) : BlockRelation;

/// <summary>The first and last blocks: every query reads them, and where Both says so they read every block.</summary>
public sealed record EdgeBlocks(int First, int Last, bool Both) : BlockRelation;

/// <summary>Blocks drawn with a seed, none that is near or at the edges.</summary>
public sealed record RandomBlocks(int Count, int Seed, int Near, int First, int Last) : BlockRelation;

/// <summary>Pairs of blocks: query block, key block, query block, key block, ...</summary>
public sealed record ListedBlocks(EquatableArray<int> Pairs) : BlockRelation;

/// <summary>Keys for which an expression over query and key is true.</summary>
/// <param name="Rule">The expression.</param>
/// <param name="Text">How cards call it.</param>
public sealed record PredicateTerm(Expression Rule, string Text) : Term;

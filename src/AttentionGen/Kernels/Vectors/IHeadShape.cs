namespace AttentionGen.Kernels.Vectors;

/// <summary>What is known of heads at compile time. Each property is a constant, so that the JIT folds it. For generated code.</summary>
public interface IHeadShape
{
    /// <summary>Width of one head.</summary>
    static abstract int HeadSize { get; }

    /// <summary>No query reads a later global token.</summary>
    static virtual bool Causal => false;

    /// <summary>True when every query reads the global tokens.</summary>
    static virtual bool Globals => false;

    /// <summary>True when the rows of global tokens are computed elsewhere.</summary>
    static virtual bool GlobalRows => false;

    /// <summary>True when documents that are packed into one sequence do not read each other.</summary>
    static virtual bool Segments => false;
}

/// <summary>Heads that read one band: query i reads keys i + stride x t, -before &lt;= t &lt;= after. For generated code.</summary>
public interface IBandShape : IHeadShape
{
    /// <summary>Keys read before the query; <see cref="int.MaxValue"/> for all.</summary>
    static abstract int Before { get; }

    /// <summary>Keys read after the query; <see cref="int.MaxValue"/> for all.</summary>
    static abstract int After { get; }

    /// <summary>Distance of neighbouring keys in tokens.</summary>
    static virtual int Stride => 1;
}

/// <summary>Heads that read what a rule says, block by block. For generated code.</summary>
public interface IBlockShape : IHeadShape
{
    /// <summary>Tokens per block.</summary>
    static abstract int Block { get; }

    /// <summary>True when each layer and head reads other keys.</summary>
    static virtual bool PerHead => false;

    /// <summary>True when the rule asks for run-time inputs.</summary>
    static virtual bool PerSequence => false;

    /// <summary>Makes what a head reads.</summary>
    static abstract AttentionRule Rule(RuleScope scope);

    /// <summary>What <see cref="AttentionRule.Reads(int, int)"/> of such a rule says: a call that the JIT sees through.</summary>
    static abstract bool Reads(AttentionRule rule, int query, int key);
}

namespace AttentionGen.Compiler.Spec.Expressions;

/// <summary>A C# expression over int and bool that says which keys a query reads. Its meaning is C#'s exactly.</summary>
public abstract partial record Expression
{
    /// <summary>True for bool, false for int.</summary>
    public abstract bool IsBool { get; }
}

/// <summary>An int.</summary>
public sealed record IntLiteral(int Value) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => false;
}

/// <summary>true or false.</summary>
public sealed record BoolLiteral(bool Value) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => true;
}

/// <summary>query, key, head, layer, length, a run-time number, or what a <see cref="Let"/> around it names.</summary>
public sealed record Variable(string Name, bool IsTruth = false) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => IsTruth;
}

/// <summary>A run-time value of one token: segment[key].</summary>
public sealed record TokenValue(string Input, Expression Index) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => false;
}

/// <summary>An operator with one operand.</summary>
/// <param name="Operator">"-", "~" or "!".</param>
/// <param name="Operand">What it is applied to.</param>
/// <param name="Checked">True where overflow throws.</param>
public sealed record Unary(string Operator, Expression Operand, bool Checked = false) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => Operator == "!";
}

/// <summary>An operator between two operands, as C# writes it.</summary>
/// <param name="Operator">+ - * / % &amp; | ^ &lt;&lt; &gt;&gt; == != &lt; &lt;= &gt; &gt;= &amp;&amp; ||</param>
/// <param name="Left">Evaluated first.</param>
/// <param name="Right">Evaluated second, or not at all behind &amp;&amp; and ||.</param>
/// <param name="Checked">True where overflow throws.</param>
public sealed record Binary(string Operator, Expression Left, Expression Right, bool Checked = false) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => Operator switch
    {
        "==" or "!=" or "<" or "<=" or ">" or ">=" or "&&" or "||" => true,
        "&" or "|" or "^" => Left.IsBool,
        _ => false,
    };
}

/// <summary>Condition ? Yes : No.</summary>
public sealed record Conditional(Expression Condition, Expression Yes, Expression No) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => Yes.IsBool;
}

/// <summary>Math.Abs, Math.Min or Math.Max.</summary>
public sealed record MathCall(string Function, EquatableArray<Expression> Arguments) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => false;
}

/// <summary>A local variable: evaluated once, then the body. Names are unique within an expression.</summary>
public sealed record Let(string Name, Expression Value, Expression Body) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => Body.IsBool;
}

/// <summary>True where a set of block pairs that follows no formula holds this one.</summary>
public sealed record InBlockSet(BlockSetSource Source, Expression QueryBlock, Expression KeyBlock) : Expression
{
    /// <inheritdoc/>
    public override bool IsBool => true;
}

/// <summary>Where a block set comes from.</summary>
public abstract record BlockSetSource;

/// <summary>Drawn with a seed, differently in each layer and head.</summary>
/// <param name="Size">Tokens per block.</param>
/// <param name="Count">Key blocks per query block.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="Near">Blocks to each side that are not drawn, because the pattern reads them anyway.</param>
/// <param name="First">Blocks at the start that are not drawn and draw none.</param>
/// <param name="Last">Blocks at the end that are not drawn and draw none.</param>
public sealed record RandomBlockSource(int Size, int Count, int Seed, int Near, int First, int Last) : BlockSetSource;

/// <summary>Written out: query block, key block, query block, key block, ...</summary>
public sealed record ListedBlockSource(EquatableArray<int> Pairs) : BlockSetSource;

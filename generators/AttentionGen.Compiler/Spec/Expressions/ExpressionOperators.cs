namespace AttentionGen.Compiler.Spec.Expressions;

/// <summary>Writing expressions in C#: what pattern kinds that lower to a predicate are made of.</summary>
public abstract partial record Expression
{
    /// <summary>The query's position.</summary>
    public static Expression Query { get; } = new Variable("query");

    /// <summary>The key's position.</summary>
    public static Expression Key { get; } = new Variable("key");

    /// <summary>Tokens of the sequence.</summary>
    public static Expression Length { get; } = new Variable("length");

    /// <summary>A constant.</summary>
    public static implicit operator Expression(int value) => new IntLiteral(value);

    /// <summary>Sum.</summary>
    public static Expression operator +(Expression a, Expression b) => b is IntLiteral { Value: 0 } ? a : new Binary("+", a, b);

    /// <summary>Difference.</summary>
    public static Expression operator -(Expression a, Expression b) => b is IntLiteral { Value: 0 } ? a : new Binary("-", a, b);

    /// <summary>Quotient, cut towards zero.</summary>
    public static Expression operator /(Expression a, Expression b) => b is IntLiteral { Value: 1 } ? a : new Binary("/", a, b);

    /// <summary>Remainder with the dividend's sign.</summary>
    public static Expression operator %(Expression a, Expression b) => new Binary("%", a, b);

    /// <summary>Less.</summary>
    public static Expression operator <(Expression a, Expression b) => new Binary("<", a, b);

    /// <summary>Greater.</summary>
    public static Expression operator >(Expression a, Expression b) => new Binary(">", a, b);

    /// <summary>Less or equal.</summary>
    public static Expression operator <=(Expression a, Expression b) => new Binary("<=", a, b);

    /// <summary>Greater or equal.</summary>
    public static Expression operator >=(Expression a, Expression b) => new Binary(">=", a, b);

    /// <summary>And; constants vanish.</summary>
    public static Expression operator &(Expression a, Expression b) => (a, b) switch
    {
        (BoolLiteral { Value: true }, _) => b,
        (_, BoolLiteral { Value: true }) => a,
        (BoolLiteral, _) => a,
        _ => new Binary("&&", a, b),
    };

    /// <summary>Or; constants vanish.</summary>
    public static Expression operator |(Expression a, Expression b) => (a, b) switch
    {
        (BoolLiteral { Value: false }, _) => b,
        (_, BoolLiteral { Value: false }) => a,
        (BoolLiteral, _) => a,
        _ => new Binary("||", a, b),
    };

    /// <summary>Equal.</summary>
    public Expression Is(Expression other) => new Binary("==", this, other);

    /// <summary>This expression and all inside it.</summary>
    public IEnumerable<Expression> All()
    {
        var rest = new Stack<Expression>([this]);
        while (rest.Count > 0)
        {
            var next = rest.Pop();
            yield return next;
            foreach (var child in next.Children.Reverse())
                rest.Push(child);
        }
    }

    /// <summary>True for what surely gives a value; false where it takes more than a glance.</summary>
    public bool CannotThrow => All().All(e => e is not (
        TokenValue { Index: not Variable { Name: "query" or "key" } }
        or Unary { Checked: true }
        or Binary { Checked: true }
        or Binary { Operator: "/" or "%", Right: not IntLiteral { Value: not (0 or -1) } }
        or MathCall { Function: "Abs" }));

    private IEnumerable<Expression> Children => this switch
    {
        TokenValue token => [token.Index],
        Unary unary => [unary.Operand],
        Binary binary => [binary.Left, binary.Right],
        Conditional choice => [choice.Condition, choice.Yes, choice.No],
        MathCall call => call.Arguments,
        Let let => [let.Value, let.Body],
        InBlockSet set => [set.QueryBlock, set.KeyBlock],
        _ => [],
    };
}

namespace AttentionGen.Compiler.Spec.Expressions;

/// <summary>
/// Puts values in the place of variables and computes what becomes constant, exactly as C# would. What would throw stays
/// as it is: it throws at run time, and only where C# gets there.
/// </summary>
public sealed class ExpressionFolder
{
    private readonly Dictionary<string, Expression> _values = new(StringComparer.Ordinal);
    private readonly ExpressionRange _range = new(0, 0, 0);

    private ExpressionFolder(IEnumerable<(string Name, int Value)> values)
    {
        foreach (var (name, value) in values)
            _values[name] = value;
    }

    /// <summary>The expression with these variables replaced.</summary>
    public static Expression Fold(Expression expression, params (string Name, int Value)[] values) => new ExpressionFolder(values).Fold(expression);

    private Expression Fold(Expression expression)
    {
        switch (expression)
        {
            case Variable variable: return _values.TryGetValue(variable.Name, out var value) ? value : variable;
            case TokenValue token: return token with { Index = Fold(token.Index) };
            case Unary unary: return Fold(unary, Fold(unary.Operand));
            case Binary { Operator: "&&" } and: return And(Fold(and.Left), () => Fold(and.Right));
            case Binary { Operator: "||" } or: return Or(Fold(or.Left), () => Fold(or.Right));
            case Binary binary: return Fold(binary with { Left = Fold(binary.Left), Right = Fold(binary.Right) });
            case Conditional choice: return Choose(Fold(choice.Condition), choice);
            case MathCall call:
                var folded = call with { Arguments = call.Arguments.Select(Fold).ToEquatableArray() };
                return folded.Arguments.All(IsLiteral) ? Compute(folded) : folded;
            case Let let: return Bind(let);
            case InBlockSet set: return set with { QueryBlock = Fold(set.QueryBlock), KeyBlock = Fold(set.KeyBlock) };
            default: return expression;
        }
    }

    private Expression Fold(Unary unary, Expression operand) => (unary.Operator, operand) switch
    {
        ("!", Unary { Operator: "!" } twice) => twice.Operand,
        _ when IsLiteral(operand) => Compute(unary with { Operand = operand }),
        _ => unary with { Operand = operand },
    };

    private Expression Fold(Binary binary) => binary switch
    {
        _ when IsLiteral(binary.Left) && IsLiteral(binary.Right) => Compute(binary),
        // C# warns of a variable that is compared with itself.
        { Operator: "==" or "<=" or ">=", Left: Variable } when binary.Left == binary.Right => new BoolLiteral(true),
        { Operator: "!=" or "<" or ">", Left: Variable } when binary.Left == binary.Right => new BoolLiteral(false),
        _ => binary,
    };

    private static Expression And(Expression left, Func<Expression> right) => left switch
    {
        BoolLiteral { Value: true } => right(),
        BoolLiteral => left,
        _ => right() switch
        {
            BoolLiteral { Value: true } => left,
            // What throws on the left throws whatever stands on the right.
            BoolLiteral no when left.CannotThrow => no,
            var other => new Binary("&&", left, other),
        },
    };

    private static Expression Or(Expression left, Func<Expression> right) => left switch
    {
        BoolLiteral { Value: false } => right(),
        BoolLiteral => left,
        _ => right() switch
        {
            BoolLiteral { Value: false } => left,
            BoolLiteral yes when left.CannotThrow => yes,
            var other => new Binary("||", left, other),
        },
    };

    /// <summary>Chains of if and return read better, and cost less to analyse, with "and" and "or".</summary>
    private Expression Choose(Expression condition, Conditional choice)
    {
        if (condition is BoolLiteral { Value: var known })
            return Fold(known ? choice.Yes : choice.No);
        var (yes, no) = (Fold(choice.Yes), Fold(choice.No));
        return (yes, no) switch
        {
            (BoolLiteral { Value: true }, _) => Or(condition, () => no),
            (BoolLiteral, _) => And(Not(condition), () => no),
            (_, BoolLiteral { Value: false }) => And(condition, () => yes),
            (_, BoolLiteral) => Or(Not(condition), () => yes),
            _ => new Conditional(condition, yes, no),
        };
    }

    private Expression Not(Expression condition) => Fold(new Unary("!", condition), condition);

    private Expression Bind(Let let)
    {
        var value = Fold(let.Value);
        if (IsLiteral(value) || value is Variable)
        {
            _values[let.Name] = value;
            return Fold(let.Body);
        }
        var body = Fold(let.Body);
        return value.CannotThrow && !body.All().Any(e => e is Variable v && v.Name == let.Name) ? body : new Let(let.Name, value, body);
    }

    private static bool IsLiteral(Expression expression) => expression is IntLiteral or BoolLiteral;

    private Expression Compute(Expression expression) => _range.Constant(expression) ?? expression;
}

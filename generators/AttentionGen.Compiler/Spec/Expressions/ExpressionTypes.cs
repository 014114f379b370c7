namespace AttentionGen.Compiler.Spec.Expressions;

/// <summary>Whether the parts of an expression fit together: code that the C# compiler refuses is lowered too.</summary>
public static class ExpressionTypes
{
    /// <summary>True when the expression is a bool, and int and bool stand only where they can.</summary>
    public static bool IsBool(Expression expression) => expression.IsBool && Fit(expression);

    private static bool IsInt(Expression expression) => !expression.IsBool && Fit(expression);

    private static bool Fit(Expression expression) => expression switch
    {
        IntLiteral or BoolLiteral or Variable => true,
        TokenValue token => IsInt(token.Index),
        Unary unary => unary.Operator == "!" ? IsBool(unary.Operand) : IsInt(unary.Operand),
        Binary { Operator: "&&" or "||" } binary => IsBool(binary.Left) && IsBool(binary.Right),
        Binary { Operator: "&" or "|" or "^" or "==" or "!=" } binary => AreAlike(binary.Left, binary.Right),
        Binary binary => IsInt(binary.Left) && IsInt(binary.Right),
        Conditional choice => IsBool(choice.Condition) && AreAlike(choice.Yes, choice.No),
        MathCall call => call.Arguments.All(IsInt),
        Let let => Fit(let.Value) && Fit(let.Body),
        InBlockSet set => IsInt(set.QueryBlock) && IsInt(set.KeyBlock),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no types."),
    };

    private static bool AreAlike(Expression a, Expression b) => a.IsBool == b.IsBool && Fit(a) && Fit(b);
}

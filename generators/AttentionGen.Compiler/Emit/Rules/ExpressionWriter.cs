using System.Globalization;
using AttentionGen.Compiler.Spec.Expressions;

namespace AttentionGen.Compiler.Emit.Rules;

/// <summary>
/// Writes an expression as C#, over int and bool or over <c>Interval</c> and <c>Truth</c>: the same text but for what
/// operators cannot say. Overflow wraps in the text's surroundings.
/// </summary>
/// <param name="ranges">True for intervals.</param>
/// <param name="nameOf">The field that holds a set of blocks.</param>
internal sealed class ExpressionWriter(bool ranges, Func<BlockSetSource, string> nameOf)
{
    private const string Interval = Names.Kernels + ".Interval", Truth = Names.Kernels + ".Truth";

    private bool _checked;

    /// <summary>The text, in parentheses where it binds less tightly than <paramref name="outer"/>.</summary>
    public string Write(Expression expression, int outer = 0) => expression switch
    {
        IntLiteral { Value: int.MinValue } => "int.MinValue",
        IntLiteral literal => Parenthesise(literal.Value.ToString(CultureInfo.InvariantCulture), literal.Value < 0 ? Precedence("unary") : int.MaxValue, outer),
        BoolLiteral literal => Names.Bool(literal.Value),
        Variable variable => Names.Escape(variable.Name),
        TokenValue token => $"{Names.Escape(token.Input)}[{Write(token.Index)}]",
        Unary { Operator: "-" } unary => Overflowing(unary.Checked, outer, o => Negate(unary, o)),
        Unary unary => Negate(unary, outer),
        Binary { Operator: "+" or "-" or "*" } binary => Overflowing(binary.Checked, outer, o => Join(binary, o)),
        Binary binary => Join(binary, outer),
        Conditional choice => Choose(choice, outer),
        MathCall call => $"{Function(call.Function)}({string.Join(", ", call.Arguments.Select(a => Write(a)))})",
        // A pattern names the value without leaving the expression.
        Let let => $"({Write(let.Value, Precedence("is") + 1)} is var {Names.Escape(let.Name)} ? {Write(let.Body, 1)} : default)",
        InBlockSet set => $"{nameOf(set.Source)}.Reads({Write(set.QueryBlock)}, {Write(set.KeyBlock)})",
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no text."),
    };

    /// <summary>The text, in lines that begin with its outermost "or" or "and" where it is long.</summary>
    public IReadOnlyList<string> WriteLines(Expression expression)
    {
        const int Width = 100;
        var text = Write(expression);
        if (text.Length <= Width || expression is not Binary { Operator: "||" or "&&" } top)
            return [text];
        var parts = Operands(top, top.Operator).Select(o => Write(o, Precedence(top.Operator) + 1)).ToList();
        return [.. parts.Select((part, i) => i == 0 ? part : $"{top.Operator} {part}")];
    }

    /// <summary>a, b and c of a || b || c, however they are nested: the order of evaluation is the same.</summary>
    private static IEnumerable<Expression> Operands(Expression expression, string operation) =>
        expression is Binary binary && binary.Operator == operation ? Operands(binary.Left, operation).Concat(Operands(binary.Right, operation)) : [expression];

    private string Negate(Unary unary, int outer) =>
        Parenthesise(unary.Operator + Write(unary.Operand, Precedence("unary") + 1), Precedence("unary"), outer);

    private string Join(Binary binary, int outer)
    {
        var own = Precedence(binary.Operator);
        // Operators that stand on one level are read from the left.
        return Parenthesise($"{Write(binary.Left, own)} {binary.Operator} {Write(binary.Right, own + 1)}", own, outer);
    }

    private string Choose(Conditional choice, int outer) => ranges
        ? $"{Truth}.Choose({Write(choice.Condition)}, () => {Write(choice.Yes)}, () => {Write(choice.No)})"
        : Parenthesise($"{Write(choice.Condition, 2)} ? {Write(choice.Yes, 1)} : {Write(choice.No, 1)}", 1, outer);

    private string Function(string name) => ranges
        ? Interval + "." + name switch { "Min" => "SmallerOf", "Max" => "LargerOf", _ => name }
        : "global::System.Math." + name;

    /// <summary>checked(...) or unchecked(...) where the surroundings are not so already.</summary>
    private string Overflowing(bool throws, int outer, Func<int, string> write)
    {
        if (throws == _checked)
            return write(outer);
        _checked = throws;
        var text = $"{(throws ? "checked" : "unchecked")}({write(0)})";
        _checked = !throws;
        return text;
    }

    private static string Parenthesise(string text, int own, int outer) => own < outer ? $"({text})" : text;

    private static int Precedence(string operation) => operation switch
    {
        "||" => 2,
        "&&" => 3,
        "|" => 4,
        "^" => 5,
        "&" => 6,
        "==" or "!=" => 7,
        "<" or "<=" or ">" or ">=" or "is" => 8,
        "<<" or ">>" => 9,
        "+" or "-" => 10,
        "*" or "/" or "%" => 11,
        _ => 12, // unary
    };
}

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

    private PlainInts? _plain;
    private bool _checked;

    /// <summary>The text, in parentheses where it binds less tightly than <paramref name="outer"/>.</summary>
    private string Write(Expression expression, int outer = 0) => expression switch
    {
        IntLiteral { Value: int.MinValue } => "int.MinValue",
        IntLiteral literal => Parenthesise(literal.Value.ToString(CultureInfo.InvariantCulture), literal.Value < 0 ? Precedence("unary") : int.MaxValue, outer),
        BoolLiteral literal => Names.Bool(literal.Value),
        Variable variable => Names.Value(variable.Name),
        TokenValue token => $"{Names.Value(token.Input)}[{(ranges && _plain!.Holds(token.Index) ? Widen(token.Index) : Write(token.Index))}]",
        Unary { Operator: "-" } unary => Overflowing(unary.Checked, outer, o => Negate(unary, o)),
        Unary unary => Negate(unary, outer),
        Binary { Operator: "+" or "-" or "*" } binary => Overflowing(binary.Checked, outer, o => Join(binary, o)),
        Binary binary => Join(binary, outer),
        Conditional choice => Choose(choice, outer),
        MathCall call => $"{Function(call.Function)}({string.Join(", ", call.Arguments.Select(a => Write(a)))})",
        Let let => Bind(let),
        InBlockSet set => $"{nameOf(set.Source)}.Reads({Write(set.QueryBlock)}, {Write(set.KeyBlock)})",
        _ => throw new InvalidOperationException($"{expression.GetType().Name} has no text."),
    };

    /// <summary>The text, in lines that begin with its outermost "or" or "and" where it is long.</summary>
    public IReadOnlyList<string> WriteLines(Expression expression)
    {
        const int Width = 100;
        _plain = new PlainInts(expression);
        var text = Write(expression);
        if (text.Length <= Width || expression is not Binary { Operator: "||" or "&&" } top)
            return [text];
        var parts = Operands(top, top.Operator).Select(o => Write(o, Precedence(top.Operator) + 1)).ToList();
        return [.. parts.Select((part, i) => i == 0 ? part : $"{top.Operator} {part}")];
    }

    /// <summary>a, b and c of a || b || c, however they are nested: the order of evaluation is the same.</summary>
    private static IEnumerable<Expression> Operands(Expression expression, string operation) =>
        expression is Binary binary && binary.Operator == operation ? Operands(binary.Left, operation).Concat(Operands(binary.Right, operation)) : [expression];

    /// <summary>A pattern names the value without leaving the expression.</summary>
    private string Bind(Let let)
    {
        _plain!.Bind(let);
        var name = Names.Value(let.Name);
        var value = Write(let.Value, Precedence("is") + 1);
        // An exception comes even where the value is not used.
        var body = ranges && !let.Value.CannotThrow ? $"{name}.Then({Write(let.Body)})" : Write(let.Body, 1);
        return $"({value} is var {name} ? {body} : default)";
    }

    private string Negate(Unary unary, int outer) => Parenthesise(unary.Operator + Operand(unary), Precedence("unary"), outer);

    private string Operand(Unary unary) => unary switch
    {
        { Checked: true, Operand: IntLiteral } => Computed(unary.Operand),
        { Checked: true } when ranges && _plain!.Holds(unary.Operand) => Widen(unary.Operand),
        _ => Write(unary.Operand, Precedence("unary") + 1),
    };

    private string Join(Binary binary, int outer)
    {
        var own = Precedence(binary.Operator);
        // Operators that stand on one level are read from the left.
        var left = binary switch
        {
            { Left: IntLiteral, Right: IntLiteral } => Computed(binary.Left),
            { Left.IsBool: false } when ranges && _plain!.NeedsInterval(binary) => Widen(binary.Left),
            _ => Write(binary.Left, own),
        };
        var right = binary is { Operator: "/" or "%", Right: IntLiteral { Value: 0 } } ? Computed(binary.Right) : Write(binary.Right, own + 1);
        return Parenthesise($"{left} {binary.Operator} {right}", own, outer);
    }

    /// <summary>An int as the interval that holds it alone.</summary>
    private string Widen(Expression expression) => $"(({Interval}){Write(expression, int.MaxValue)})";

    /// <summary>A constant that C# takes for none: what surely throws shall compile, and throw where it is reached.</summary>
    private string Computed(Expression literal) => literal is IntLiteral { Value: 0 } ? "(query * 0)" : $"(query * 0 + {Write(literal, Precedence("*"))})";

    private string Choose(Conditional choice, int outer) => ranges
        ? $"{(choice.IsBool ? Truth : Interval)}.Choose({Write(choice.Condition)}, () => {Write(choice.Yes)}, () => {Write(choice.No)})"
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

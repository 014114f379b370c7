using AttentionGen.Compiler.Intervals;

namespace AttentionGen.Compiler.Spec.Expressions;

/// <summary>Evaluates an expression while its variables run over ranges: what generated code does at run time, for pictures and costs.</summary>
/// <param name="layer">The layer.</param>
/// <param name="head">The head.</param>
/// <param name="length">Tokens of the sequence.</param>
internal sealed class ExpressionRange(int layer, int head, int length)
{
    private readonly Dictionary<BlockSetSource, BlockSet> _sets = [];
    private readonly Dictionary<string, Interval> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Truth> _truths = new(StringComparer.Ordinal);

    /// <summary>Whether queries of a range read keys of a range.</summary>
    public Truth Reads(Expression rule, Interval query, Interval key)
    {
        (_numbers["query"], _numbers["key"]) = (query, key);
        return Bool(rule);
    }

    /// <summary>The value of an expression without variables; null where it throws.</summary>
    public Expression? Constant(Expression expression)
    {
        if (expression.IsBool)
            return Bool(expression) is var truth && (truth.IsTrue || truth.IsFalse) ? new BoolLiteral(truth.IsTrue) : null;
        return Number(expression) is { MayThrow: false } number && number.Min == number.Max ? new IntLiteral((int)number.Min) : null;
    }

    private Truth Bool(Expression expression)
    {
        switch (expression)
        {
            case BoolLiteral literal: return literal.Value;
            case Variable variable: return _truths[variable.Name];
            case Unary not: return !Bool(not.Operand);
            case Binary { Operator: "&&" } and: return Bool(and.Left) && Bool(and.Right);
            case Binary { Operator: "||" } or: return Bool(or.Left) || Bool(or.Right);
            case Binary { Left.IsBool: true } binary: return Combine(binary.Operator, Bool(binary.Left), Bool(binary.Right));
            case Binary binary: return Compare(binary.Operator, Number(binary.Left), Number(binary.Right));
            case Conditional choice: return Truth.Choose(Bool(choice.Condition), () => Bool(choice.Yes), () => Bool(choice.No));
            case InBlockSet set: return SetOf(set.Source).Reads(Number(set.QueryBlock), Number(set.KeyBlock));
            case Let let: return Bind(let).Then(Bool(let.Body));
            default: throw new InvalidOperationException($"{expression.GetType().Name} is no bool.");
        }
    }

    private Interval Number(Expression expression)
    {
        switch (expression)
        {
            case IntLiteral literal: return literal.Value;
            case Variable variable: return NumberOf(variable.Name);
            case TokenValue token: return Interval.All(Number(token.Index).MayThrow || !IsToken(token.Index));
            case Unary { Operator: "~" } not: return ~Number(not.Operand);
            case Unary { Checked: true } minus: return checked(-Number(minus.Operand));
            case Unary minus: return -Number(minus.Operand);
            case Binary binary: return Calculate(binary, Number(binary.Left), Number(binary.Right));
            case Conditional choice: return Interval.Choose(Bool(choice.Condition), () => Number(choice.Yes), () => Number(choice.No));
            case MathCall { Function: "Abs" } abs: return Interval.Abs(Number(abs.Arguments[0]));
            case MathCall { Function: "Min" } min: return Interval.SmallerOf(Number(min.Arguments[0]), Number(min.Arguments[1]));
            case MathCall max: return Interval.LargerOf(Number(max.Arguments[0]), Number(max.Arguments[1]));
            case Let let: return Bind(let).Then(Number(let.Body));
            default: throw new InvalidOperationException($"{expression.GetType().Name} is no int.");
        }
    }

    /// <summary>Sets a local variable; the result says whether that may throw.</summary>
    private Truth Bind(Let let)
    {
        if (let.Value.IsBool)
            return _truths[let.Name] = Bool(let.Value);
        _numbers[let.Name] = Number(let.Value);
        return _numbers[let.Name].Then(true);
    }

    /// <summary>A run-time number can be anything as long as the pattern is compiled.</summary>
    private Interval NumberOf(string name) => name switch
    {
        "head" => head,
        "layer" => layer,
        "length" => length,
        _ => _numbers.TryGetValue(name, out var value) ? value : Interval.All(),
    };

    private static bool IsToken(Expression index) => index is Variable { Name: "query" or "key" };

    private static Truth Compare(string operation, Interval a, Interval b) => operation switch
    {
        "==" => a == b,
        "!=" => a != b,
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        ">=" => a >= b,
        _ => throw new InvalidOperationException($"{operation} compares nothing."),
    };

    private static Truth Combine(string operation, Truth a, Truth b) => operation switch
    {
        "&" => a & b,
        "|" => a | b,
        "==" => a == b,
        _ => a ^ b, // ^ and !=
    };

    private static Interval Calculate(Binary binary, Interval a, Interval b) => (binary.Operator, binary.Checked) switch
    {
        ("+", false) => a + b,
        ("+", true) => checked(a + b),
        ("-", false) => a - b,
        ("-", true) => checked(a - b),
        ("*", false) => a * b,
        ("*", true) => checked(a * b),
        ("/", _) => a / b,
        ("%", _) => a % b,
        ("&", _) => a & b,
        ("|", _) => a | b,
        ("^", _) => a ^ b,
        ("<<", _) => a << b,
        (">>", _) => a >> b,
        _ => throw new InvalidOperationException($"{binary.Operator} gives no int."),
    };

    private BlockSet SetOf(BlockSetSource source)
    {
        if (_sets.TryGetValue(source, out var set))
            return set;
        return _sets[source] = source switch
        {
            RandomBlockSource random => BlockSet.Random(
                (length + random.Size - 1) / random.Size, random.Count, random.Seed, layer, head, random.Near, random.First, random.Last),
            ListedBlockSource listed => BlockSet.Listed([.. listed.Pairs]),
            _ => throw new InvalidOperationException($"{source.GetType().Name} is no source of blocks."),
        };
    }
}

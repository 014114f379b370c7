using AttentionGen.Compiler.Intervals;

namespace AttentionGen.Compiler.Spec.Expressions;

/// <summary>
/// Evaluates an expression while its variables run over ranges: what generated code does at run time, for pictures and costs. An expression
/// is made delegates once, since it is evaluated many thousand times.
/// </summary>
/// <param name="layer">The layer.</param>
/// <param name="head">The head.</param>
/// <param name="length">Tokens of the sequence.</param>
internal sealed class ExpressionRange(int layer, int head, int length)
{
    private readonly Slot<Interval> _query = new(), _key = new();
    private readonly Dictionary<string, Slot<Interval>> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Slot<Truth>> _truths = new(StringComparer.Ordinal);
    private readonly Dictionary<BlockSetSource, BlockSet> _sets = [];
    private (Expression? Rule, Func<Truth> Evaluate) _last = (null, () => false);

    /// <summary>Whether queries of a range read keys of a range.</summary>
    public Truth Reads(Expression rule, Interval query, Interval key)
    {
        if (!ReferenceEquals(_last.Rule, rule))
            _last = (rule, Bool(rule));
        (_query.Value, _key.Value) = (query, key);
        return _last.Evaluate();
    }

    /// <summary>The value of an expression without variables; null where it throws.</summary>
    public Expression? Constant(Expression expression)
    {
        if (expression.IsBool)
            return Bool(expression)() is var truth && (truth.IsTrue || truth.IsFalse) ? new BoolLiteral(truth.IsTrue) : null;
        return Number(expression)() is { MayThrow: false } number && number.Min == number.Max ? new IntLiteral((int)number.Min) : null;
    }

    private Func<Truth> Bool(Expression expression)
    {
        switch (expression)
        {
            case BoolLiteral literal:
                return () => literal.Value;
            case Variable variable:
                var slot = _truths[variable.Name];
                return () => slot.Value;
            case Unary not:
                var operand = Bool(not.Operand);
                return () => !operand();
            case Binary { Left.IsBool: true } binary:
                return Combine(binary.Operator, Bool(binary.Left), Bool(binary.Right));
            case Binary binary:
                return Compare(binary.Operator, Number(binary.Left), Number(binary.Right));
            case Conditional choice:
                var (condition, yes, no) = (Bool(choice.Condition), Bool(choice.Yes), Bool(choice.No));
                return () => Truth.Choose(condition(), yes, no);
            case InBlockSet set:
                var (query, key) = (Number(set.QueryBlock), Number(set.KeyBlock));
                BlockSet? known = null; // made when it is asked
                return () => (known ??= SetOf(set.Source)).Reads(query(), key());
            case Let let:
                var (bind, body) = (Bind(let), Bool(let.Body));
                return () => bind().Then(body());
            default:
                throw new InvalidOperationException($"{expression.GetType().Name} is no bool.");
        }
    }

    private Func<Interval> Number(Expression expression)
    {
        switch (expression)
        {
            case IntLiteral literal:
                return () => literal.Value;
            case Variable variable:
                return NumberOf(variable.Name);
            case TokenValue token:
                var (index, isToken) = (Number(token.Index), token.Index is Variable { Name: "query" or "key" });
                return () => Interval.All(!isToken || index().MayThrow);
            case Unary unary:
                var operand = Number(unary.Operand);
                return unary.Operator == "~" ? () => ~operand() : unary.Checked ? () => checked(-operand()) : () => -operand();
            case Binary binary:
                return Calculate(binary, Number(binary.Left), Number(binary.Right));
            case Conditional choice:
                var (condition, yes, no) = (Bool(choice.Condition), Number(choice.Yes), Number(choice.No));
                return () => Interval.Choose(condition(), yes, no);
            case MathCall { Function: "Abs" } abs:
                var value = Number(abs.Arguments[0]);
                return () => Interval.Abs(value());
            case MathCall call:
                var (a, b) = (Number(call.Arguments[0]), Number(call.Arguments[1]));
                return call.Function == "Min" ? () => Interval.SmallerOf(a(), b()) : () => Interval.LargerOf(a(), b());
            case Let let:
                var (bind, body) = (Bind(let), Number(let.Body));
                return () => bind().Then(body());
            default:
                throw new InvalidOperationException($"{expression.GetType().Name} is no int.");
        }
    }

    /// <summary>Sets a local variable; the result says whether that may throw. To be made before its body is.</summary>
    private Func<Truth> Bind(Let let)
    {
        if (let.Value.IsBool)
        {
            var truth = Bool(let.Value);
            var named = _truths[let.Name] = new Slot<Truth>();
            return () => named.Value = truth();
        }
        var number = Number(let.Value);
        var slot = _numbers[let.Name] = new Slot<Interval>();
        return () => (slot.Value = number()).Then(true);
    }

    /// <summary>A run-time number can be anything as long as the pattern is compiled.</summary>
    private Func<Interval> NumberOf(string name)
    {
        switch (name)
        {
            case "query": return () => _query.Value;
            case "key": return () => _key.Value;
            case "head": return () => head;
            case "layer": return () => layer;
            case "length": return () => length;
        }
        if (!_numbers.TryGetValue(name, out var slot))
            return () => Interval.All();
        return () => slot.Value;
    }

    private static Func<Truth> Compare(string operation, Func<Interval> a, Func<Interval> b) => operation switch
    {
        "==" => () => a() == b(),
        "!=" => () => a() != b(),
        "<" => () => a() < b(),
        "<=" => () => a() <= b(),
        ">" => () => a() > b(),
        ">=" => () => a() >= b(),
        _ => throw new InvalidOperationException($"{operation} compares nothing."),
    };

    private static Func<Truth> Combine(string operation, Func<Truth> a, Func<Truth> b) => operation switch
    {
        "&&" => () => a() && b(),
        "||" => () => a() || b(),
        "&" => () => a() & b(),
        "|" => () => a() | b(),
        "==" => () => a() == b(),
        _ => () => a() ^ b(), // ^ and !=
    };

    private static Func<Interval> Calculate(Binary binary, Func<Interval> a, Func<Interval> b) => (binary.Operator, binary.Checked) switch
    {
        ("+", false) => () => a() + b(),
        ("+", true) => () => checked(a() + b()),
        ("-", false) => () => a() - b(),
        ("-", true) => () => checked(a() - b()),
        ("*", false) => () => a() * b(),
        ("*", true) => () => checked(a() * b()),
        ("/", _) => () => a() / b(),
        ("%", _) => () => a() % b(),
        ("&", _) => () => a() & b(),
        ("|", _) => () => a() | b(),
        ("^", _) => () => a() ^ b(),
        ("<<", _) => () => a() << b(),
        (">>", _) => () => a() >> b(),
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

    /// <summary>The present value of a variable.</summary>
    private sealed class Slot<T>
    {
        public T Value = default!;
    }
}

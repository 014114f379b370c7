using System.Globalization;

namespace AttentionGen.Fuzz.Cases;

/// <summary>A predicate as C# text.</summary>
/// <param name="Members">Members of a class: <c>public static bool Attends(...)</c> with <see cref="RandomPredicates.Parameters"/>, and what it calls.</param>
/// <param name="UsesInputs">True when it reads <c>number</c> or <c>values</c>, which are given at run time.</param>
public sealed record RandomPredicate(string Members, bool UsesInputs);

/// <summary>
/// Draws predicates of all that docs/predicates.md says is understood: guarded and unguarded divisions, extreme integers,
/// checked and unchecked arithmetic, locals, ifs, calls, patterns. The same seed draws the same ones everywhere.
/// </summary>
/// <param name="seed">Any number.</param>
/// <param name="maxDepth">Nesting of expressions.</param>
public sealed class RandomPredicates(int seed, int maxDepth = 4)
{
    /// <summary>The parameters of every predicate.</summary>
    public const string Parameters = "int query, int key, int head, int layer, int length, int number, int[] values";

    private static readonly string[] s_constants = ["0", "1", "2", "3", "4", "7", "-1", "-3", "16", "31", "33", "65536", "int.MaxValue", "int.MinValue", "(int.MaxValue - 1)", "Two", "'a'", "(short)-5"];
    private static readonly string[] s_comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] s_names = ["back", "@class", "Reads", "_value", "value", "value2", "blocks0", "Rule0", "scope", "t"];

    private readonly Random _random = new(seed);
    private readonly List<string> _ints = [], _bools = [];
    private bool _inputs, _helpers;
    private int _name;

    /// <summary>The next one.</summary>
    public RandomPredicate Next()
    {
        _inputs = _random.Next(4) == 0;
        _helpers = _random.Next(3) == 0;
        var helpers = _helpers ? Helpers() : "";
        return new RandomPredicate($"const int Two = 2;\n{helpers}public static bool Attends({Parameters})\n{Body("bool", "query", "key", "head", "layer", "length")}\n", _inputs);
    }

    private string Helpers()
    {
        (_inputs, var inputs, _helpers) = (false, _inputs, false);
        var text = $"static int Number(int first, int second)\n{Body("int", "first", "second")}\nprivate static bool Truth(bool first, int second = 7)\n{Body("bool", "second")}\n";
        (_inputs, _helpers) = (inputs, true);
        return text;
    }

    private string Body(string type, params string[] numbers)
    {
        _ints.Clear();
        _bools.Clear();
        _ints.AddRange(numbers);
        _name = 0;
        if (_random.Next(4) == 0)
            return $"    => {Value(type, maxDepth)};";
        var text = "{\n";
        var steps = _random.Next(5);
        for (var i = 0; i < steps; i++)
            text += "    " + Statement(type) + "\n";
        return text + $"    return {Value(type, maxDepth - 1)};\n}}";
    }

    private string Statement(string type)
    {
        var (ints, bools) = (_ints.Count, _bools.Count);
        switch (_random.Next(6))
        {
            case 0: return Local("bool", _bools);
            case 1 or 2: return Local("int", _ints);
            case 3: return $"if ({Bool(2)}) return {Value(type, 2)};";
            case 4: return $"if ({Bool(1)}) {{ if ({Bool(1)}) return {Value(type, 1)}; }}";
            default:
                var (condition, other) = (Bool(1), Bool(1));
                var local = Local("int", _ints);
                var text = $"if ({condition}) {{ {local} return {Value(type, 2)}; }} else if ({other}) {{ ; }}";
                _ints.RemoveRange(ints, _ints.Count - ints);
                _bools.RemoveRange(bools, _bools.Count - bools);
                return text;
        }
    }

    private string Local(string type, List<string> names)
    {
        var value = Value(type, 2);
        var name = (_random.Next(3) == 0 ? s_names[_name % s_names.Length] : "v") + (_name++).ToString(CultureInfo.InvariantCulture);
        names.Add(name);
        return $"{(_random.Next(2) == 0 ? type : type == "int" ? "int" : "var")} {name} = {value};";
    }

    private string Value(string type, int depth) => type == "int" ? Int(depth) : Bool(depth);

    private string Int(int depth)
    {
        if (depth <= 0 || _random.Next(6) == 0)
            return _random.Next(4) == 0 ? Constant() : Variable();
        // The left side is no constant: C# refuses constants that overflow or divide by zero.
        string Left() => Composite(depth - 1);
        switch (_random.Next(20))
        {
            case 0 or 1 or 2: return $"({Left()} + {Int(depth - 1)})";
            case 3 or 4 or 5: return $"({Left()} - {Int(depth - 1)})";
            case 6: return $"({Left()} * {Int(depth - 1)})";
            case 7: return $"({Left()} / {Divisor(depth - 1)})";
            case 8: return $"({Left()} % {Divisor(depth - 1)})";
            case 9: return $"({Left()} {Pick("&", "|", "^")} {Int(depth - 1)})";
            case 10: return $"({Left()} {Pick("<<", ">>")} {Int(depth - 2)})";
            case 11: return $"({Pick("-", "~", "+")}{Left()})";
            case 12: return $"{Pick("System.Math", "int")}.Abs({Left()})";
            case 13: return $"System.Math.{Pick("Min", "Max")}({Left()}, {Int(depth - 1)})";
            case 14: return $"System.Math.{Pick("Min", "Max")}(val2: {Left()}, val1: {Int(depth - 1)})";
            case 15: return $"({Bool(depth - 1)} ? {Left()} : {Int(depth - 1)})";
            case 16: return $"{Pick("checked", "unchecked")}({Left()} {Pick("+", "-", "*")} {Int(depth - 1)})";
            case 17: return $"({Left()} switch {{ < 0 => {Int(depth - 2)}, 3 or > 9 when {Bool(depth - 2)} => {Int(depth - 2)}, _ => {Int(depth - 1)} }})";
            case 18 when _helpers: return _random.Next(2) == 0 ? $"Number({Left()}, {Int(depth - 1)})" : $"Number(second: {Left()}, first: {Int(depth - 1)})";
            case 19 when _inputs: return $"values[{Left()}]";
            default: return Left();
        }
    }

    private string Composite(int depth) => Int(depth) is var text && s_constants.Contains(text) ? Variable() : text;

    /// <summary>Sometimes zero, and not for C# to see.</summary>
    private string Divisor(int depth) => _random.Next(3) switch
    {
        0 => Pick("2", "3", "-1", "-4", "int.MinValue", "7"),
        1 => Variable(),
        _ => Composite(depth),
    };

    private string Bool(int depth)
    {
        if (depth <= 0)
            return _bools.Count > 0 && _random.Next(3) == 0 ? Pick([.. _bools]) : $"{Variable()} {Pick(s_comparisons)} {(_random.Next(2) == 0 ? Constant() : Variable())}";
        switch (_random.Next(14))
        {
            case 0 or 1: return $"({Bool(depth - 1)} && {Bool(depth - 1)})";
            case 2 or 3: return $"({Bool(depth - 1)} || {Bool(depth - 1)})";
            case 4: return $"!({Bool(depth - 1)})";
            case 5: return $"(({Bool(depth - 1)}) {Pick("&", "|", "^", "==", "!=")} ({Bool(depth - 1)}))";
            case 6: return $"({Bool(depth - 1)} ? {Bool(depth - 1)} : {Bool(depth - 1)})";
            case 7: return Guard(depth);
            case 8: return $"({Composite(depth - 1)} is {Pick(">= 0 and < 5", "not 0", "1 or 2 or > int.MaxValue - 3", "< -1", "'a'")})";
            case 9 when _helpers: return $"Truth({Bool(depth - 1)}{(_random.Next(2) == 0 ? ", " + Int(depth - 1) : "")})";
            case 10 when _ints.Contains("key"): return Pick("true", "false", "(query >= key)", "(query - key <= 3 && key - query <= 2)", "(query / 4 == key / 4)", "((query - key) % 3 == 0)");
            default: return $"({Composite(depth - 1)} {Pick(s_comparisons)} {Int(depth - 1)})";
        }
    }

    private string Guard(int depth)
    {
        var divisor = Variable();
        return $"({divisor} != 0 && {Composite(depth - 1)} {Pick("/", "%")} {divisor} {Pick(s_comparisons)} {Int(depth - 1)})";
    }

    private string Constant() => Pick(s_constants);

    private string Variable() => _inputs && _random.Next(4) == 0 ? Pick("number", "values[query]", "values[key]", "values.Length") : Pick([.. _ints]);

    private string Pick(params string[] texts) => texts[_random.Next(texts.Length)];
}

namespace AttentionGen.Compiler.Spec.Expressions;

/// <summary>
/// Gives local variables the names that generated code shows: each its own, and none that of an input, whatever the
/// methods were that the expression was put together from.
/// </summary>
public sealed class LetNames
{
    private readonly HashSet<string> _taken = new(["query", "key", "head", "layer", "length"], StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private LetNames(IEnumerable<Expression> all)
    {
        var own = new HashSet<string>(all.OfType<Let>().Select(l => l.Name), StringComparer.Ordinal);
        _taken.UnionWith(all.OfType<TokenValue>().Select(t => t.Input));
        _taken.UnionWith(all.OfType<Variable>().Select(v => v.Name).Where(n => !own.Contains(n)));
    }

    /// <summary>The expression with its local variables renamed where that is needed.</summary>
    public static Expression Unique(Expression expression)
    {
        var all = expression.All().ToList();
        return all.Any(e => e is Let) ? new LetNames(all).Rename(expression) : expression;
    }

    private Expression Rename(Expression expression)
    {
        switch (expression)
        {
            case Variable variable: return _names.TryGetValue(variable.Name, out var name) ? variable with { Name = name } : variable;
            case TokenValue token: return token with { Index = Rename(token.Index) };
            case Unary unary: return unary with { Operand = Rename(unary.Operand) };
            case Binary binary: return binary with { Left = Rename(binary.Left), Right = Rename(binary.Right) };
            case Conditional choice: return new Conditional(Rename(choice.Condition), Rename(choice.Yes), Rename(choice.No));
            case MathCall call: return call with { Arguments = call.Arguments.Select(Rename).ToEquatableArray() };
            case InBlockSet set: return set with { QueryBlock = Rename(set.QueryBlock), KeyBlock = Rename(set.KeyBlock) };
            case Let let:
                var value = Rename(let.Value);
                _names[let.Name] = Free(Readable(let.Name));
                return new Let(_names[let.Name], value, Rename(let.Body));
            default: return expression;
        }
    }

    private string Free(string name)
    {
        var free = name;
        for (var i = 2; !_taken.Add(free); i++)
            free = FormattableString.Invariant($"{name}{i}");
        return free;
    }

    /// <summary>Lower case: fields that would not be so begin with '_' in generated code.</summary>
    private static string Readable(string name)
    {
        name = name.Split('#')[0].TrimStart('_').TrimEnd("0123456789".ToCharArray());
        if (name.Length > 0 && name[0] is >= 'A' and <= 'Z')
            name = char.ToLowerInvariant(name[0]) + name.Substring(1);
        return name.Length > 0 && char.IsLower(name[0]) && name != "blocks" ? name : "value";
    }
}

using AttentionGen.Compiler.Spec.Expressions;

namespace AttentionGen.Compiler.Emit.Rules;

/// <summary>
/// What stays an int where a rule is written over intervals: constants, the length, run-time numbers. Left alone they
/// would be divided as ints, and throw while a block is analysed, where an interval only notes that C# may throw.
/// </summary>
internal sealed class PlainInts
{
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fields;

    public PlainInts(Expression rule)
    {
        var lets = rule.All().OfType<Let>().Select(l => l.Name);
        _fields = new HashSet<string>(rule.All().OfType<Variable>().Select(v => v.Name).Except(lets).Except(["query", "key"]), StringComparer.Ordinal);
    }

    /// <summary>True for an expression that is an int in the text.</summary>
    public bool Holds(Expression expression) => expression switch
    {
        IntLiteral => true,
        Variable variable => _fields.Contains(variable.Name) || _locals.Contains(variable.Name),
        Unary { IsBool: false } unary => Holds(unary.Operand) && !unary.Checked,
        Binary { IsBool: false } binary => Holds(binary.Left) && Holds(binary.Right) && !MayThrow(binary),
        Let let => Bind(let) && Holds(let.Body),
        _ => false,
    };

    /// <summary>Notes what a local variable is; its name is seen only behind this.</summary>
    public bool Bind(Let let)
    {
        if (!let.Value.IsBool && Holds(let.Value))
            _locals.Add(let.Name);
        return true;
    }

    /// <summary>True where the left operand must be an interval, so that the operator is the intervals' one.</summary>
    public bool NeedsInterval(Binary binary) => binary.Operator switch
    {
        // C# looks for shifts in the type of their left operand alone.
        "<<" or ">>" => Holds(binary.Left) && !Holds(binary.Right),
        _ => MayThrow(binary) && Holds(binary.Left) && Holds(binary.Right),
    };

    private static bool MayThrow(Binary binary) =>
        binary.Checked || (binary.Operator is "/" or "%" && binary.Right is not IntLiteral { Value: not (0 or -1) });
}

using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttentionGen.Generator.Predicates;

/// <summary>
/// A method's body to an expression. What has no counterpart is reported where it stands; a constant takes its place, so
/// that the rest is looked at too.
/// </summary>
internal sealed class Lowering
{
    // Bounds the stacks of this compiler and of the one that reads the generated code.
    private const int MaxDepth = 200, MaxNodes = 2000;

    private readonly Compilation _compilation;
    private readonly List<Problem> _problems;
    private readonly CancellationToken _cancel;
    private readonly Statements _statements;
    private readonly Expressions _expressions;
    private readonly Stack<IMethodSymbol> _callers = new();
    private int _depth, _nodes, _names;
    private bool _tooLarge;

    public Lowering(Compilation compilation, List<Problem> problems, CancellationToken cancel)
    {
        (_compilation, _problems, _cancel) = (compilation, problems, cancel);
        (_statements, _expressions) = (new Statements(this), new Expressions(this));
    }

    /// <summary>What parameters and local variables stand for.</summary>
    public Dictionary<ISymbol, Expression> Values { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The inputs that parameters with a value per token stand for.</summary>
    public Dictionary<ISymbol, string> Tokens { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The input behind a parameter, or null.</summary>
    public string? InputOf(IOperation tokens) => tokens switch
    {
        IConversionOperation conversion => InputOf(conversion.Operand),
        IParameterReferenceOperation parameter => Tokens.TryGetValue(parameter.Parameter, out var name) ? name : null,
        _ => null,
    };

    /// <summary>The whole predicate. It holds when nothing was reported.</summary>
    public Expression Predicate(IMethodSymbol method)
    {
        new Parameters(this).Bind(method);
        return Body(method);
    }

    /// <summary>The body of a method whose parameters are bound.</summary>
    public Expression Body(IMethodSymbol method)
    {
        _callers.Push(method);
        var body = MethodBodies.Of(method, _compilation, _cancel) is { } operation ? _statements.Lower(new Rest(operation, null)) : new BoolLiteral(false);
        _callers.Pop();
        return body;
    }

    /// <summary>True while a method is being read.</summary>
    public bool IsCaller(IMethodSymbol method) => _callers.Contains(method, SymbolEqualityComparer.Default);

    /// <summary>An operation that gives an int or a bool.</summary>
    public Expression Lower(IOperation operation) => Bounded(operation, () => _expressions.Lower(operation));

    /// <summary>One level deeper, and one operation more.</summary>
    public Expression Bounded(IOperation operation, Func<Expression> lower)
    {
        _cancel.ThrowIfCancellationRequested();
        if (_tooLarge)
            return new IntLiteral(0);
        if (_depth >= MaxDepth || ++_nodes > MaxNodes)
        {
            _tooLarge = true;
            return Refuse(operation, Rules.PredicateSize, MaxDepth, MaxNodes);
        }
        _depth++;
        var lowered = lower();
        _depth--;
        return lowered;
    }

    /// <summary>Evaluates a value once, and what follows with its name.</summary>
    public Expression Let(string name, Expression value, Func<Expression, Expression> body)
    {
        if (value is IntLiteral or BoolLiteral or Variable)
            return body(value);
        var own = $"{name}#{_names++}";
        return new Let(own, value, body(new Variable(own, value.IsBool)));
    }

    /// <summary>Notes a problem at an operation.</summary>
    public Expression Refuse(IOperation operation, Rule rule, params object[] arguments)
    {
        Report(operation.Syntax.GetLocation(), rule, arguments);
        return operation.Type?.SpecialType == SpecialType.System_Boolean ? new BoolLiteral(false) : new IntLiteral(0);
    }

    /// <summary>Notes a problem.</summary>
    public void Report(Location location, Rule rule, params object[] arguments) => _problems.Add(Problem.At(Places.Of(location), rule, arguments));
}

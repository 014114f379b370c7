using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttentionGen.Generator.Predicates;

/// <summary>Statements that are still to come.</summary>
internal sealed record Rest(IOperation First, Rest? Next);

/// <summary>Statements up to the return that each path ends with.</summary>
internal sealed class Statements(Lowering lowering)
{
    private const string WriteReturns = "Write 'if' and 'return', and local variables that get their value once.";

    public Expression Lower(Rest rest) => lowering.Bounded(rest.First, () => rest.First switch
    {
        IBlockOperation { Operations: var operations } block => Next(block, Prepend(operations, rest.Next)),
        IReturnOperation { ReturnedValue: { } value } => lowering.Lower(value),
        IConditionalOperation { Type: null } choice => If(choice, rest.Next),
        IVariableDeclarationGroupOperation group => Declare(group, rest.Next),
        ILocalFunctionOperation or IEmptyOperation => Next(rest.First, rest.Next),
        ILoopOperation loop => Refuse(loop, "a loop", "Say for one query and one key what is true of them."),
        ISwitchOperation choice => Refuse(choice, "a switch statement", "Write a switch expression, or 'if' and 'return'."),
        IThrowOperation thrown => Refuse(thrown, "a throw", "It is true or false for each query and key."),
        ITryOperation attempt => Refuse(attempt, "a try", "An exception of a predicate reaches whoever runs the pattern."),
        IExpressionStatementOperation { Operation: var operation } => Refuse(operation, Name(operation), WriteReturns),
        _ => Refuse(rest.First, "this statement", WriteReturns),
    });

    private Expression Refuse(IOperation operation, string what, string instead) => lowering.Refuse(operation, Rules.PredicateSyntax, what, instead);

    private Expression Next(IOperation last, Rest? next) => next is null ? Refuse(last, "a path without a return", WriteReturns) : Lower(next);

    private static Rest? Prepend(IEnumerable<IOperation> operations, Rest? rest) => operations.Reverse().Aggregate(rest, (next, operation) => new Rest(operation, next));

    /// <summary>What follows an if stands behind both of its ends that do not return.</summary>
    private Expression If(IConditionalOperation choice, Rest? next) => new Conditional(
        lowering.Lower(choice.Condition),
        Lower(new Rest(choice.WhenTrue, next)),
        choice.WhenFalse is { } no ? Lower(new Rest(no, next)) : Next(choice, next));

    private Expression Declare(IVariableDeclarationGroupOperation group, Rest? next)
    {
        var variables = group.Declarations.SelectMany(d => d.Declarators.Select(v => (Declarator: v, Value: (v.Initializer ?? d.Initializer)?.Value)));
        return Declare(group, new Queue<(IVariableDeclaratorOperation, IOperation?)>(variables.Where(v => !v.Declarator.Symbol.IsConst)), next);
    }

    private Expression Declare(IOperation group, Queue<(IVariableDeclaratorOperation Declarator, IOperation? Value)> variables, Rest? next)
    {
        if (variables.Count == 0)
            return Next(group, next);
        var (declarator, value) = variables.Dequeue();
        if (declarator.Symbol.RefKind != RefKind.None)
            return Refuse(declarator, "a reference", WriteReturns);
        if (value is null)
            return Refuse(declarator, "a variable without a value", "Declare it where its value is known.");
        return lowering.Let(declarator.Symbol.Name, lowering.Lower(value), named =>
        {
            lowering.Values[declarator.Symbol] = named;
            return Declare(group, variables, next);
        });
    }

    private static string Name(IOperation operation) => operation switch
    {
        IAssignmentOperation or IIncrementOrDecrementOperation => "a variable that changes",
        _ => "a statement that returns nothing",
    };
}

using AttentionGen.Compiler;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec.Expressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AttentionGen.Generator.Predicates;

/// <summary>Calls: of Math, and of other methods, whose bodies take the call's place.</summary>
internal sealed class Calls(Lowering lowering)
{
    public Expression Lower(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (IsMath(method))
            return Math(method, call.Arguments);
        if (WhyNot(method) is { } reason)
            return lowering.Refuse(call, Rules.PredicateCall, method.Name, reason);
        if (lowering.IsCaller(method))
            return lowering.Refuse(call, Rules.PredicateCall, method.Name, "it calls itself, and the compiler puts bodies in the place of calls.");
        return Inline(method, new Queue<IArgumentOperation>(call.Arguments), []);
    }

    /// <summary>Abs, Min and Max of Math and of int.</summary>
    private static bool IsMath(IMethodSymbol method) =>
        method is { IsStatic: true, Name: "Abs" or "Min" or "Max", ContainingType: { } type, ReturnType.SpecialType: SpecialType.System_Int32 }
        && method.Parameters.All(p => p.Type.SpecialType == SpecialType.System_Int32)
        && (type.SpecialType == SpecialType.System_Int32 || type.ToDisplayString() == "System.Math");

    private Expression Math(IMethodSymbol method, IReadOnlyList<IArgumentOperation> arguments) => arguments is [{ Parameter.Ordinal: 1 } second, var first]
        // Named arguments are evaluated as they are written.
        ? lowering.Let("second", lowering.Lower(second.Value), b => new MathCall(method.Name, new[] { lowering.Lower(first.Value), b }.ToEquatableArray()))
        : new MathCall(method.Name, arguments.Select(a => lowering.Lower(a.Value)).ToEquatableArray());

    private static string? WhyNot(IMethodSymbol method)
    {
        if (method is { IsStatic: false, MethodKind: not MethodKind.LocalFunction })
            return "it is not static.";
        if (method.IsGenericMethod || method.IsAbstract || method.IsVirtual)
            return "its body depends on types.";
        if (method.Parameters.Any(p => p.RefKind != RefKind.None || p.IsParams))
            return "it has a parameter that is not passed by value.";
        return MethodBodies.Has(method) ? null : "its body is not in this project. Math.Abs, Math.Min and Math.Max are known.";
    }

    /// <summary>Arguments in the order they are evaluated in, then the body.</summary>
    private Expression Inline(IMethodSymbol method, Queue<IArgumentOperation> arguments, List<(IParameterSymbol Parameter, Expression Value)> values)
    {
        if (arguments.Count == 0)
        {
            // Bound last: an argument may call the same method.
            foreach (var (parameter, value) in values)
                lowering.Values[parameter] = value;
            return lowering.Body(method);
        }
        var argument = arguments.Dequeue();
        if (Parameters.IsPerToken(argument.Parameter!.Type))
        {
            if (lowering.InputOf(argument.Value) is not { } input)
                return lowering.Refuse(argument.Value, Rules.PredicateVariable, argument.Value.Syntax.ToString(), "Values per token are parameters of the predicate.");
            lowering.Tokens[argument.Parameter] = input;
            return Inline(method, arguments, values);
        }
        return lowering.Let(argument.Parameter.Name, lowering.Lower(argument.Value), named =>
        {
            values.Add((argument.Parameter, named));
            return Inline(method, arguments, values);
        });
    }
}

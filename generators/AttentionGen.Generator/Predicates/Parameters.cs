using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec.Expressions;
using Microsoft.CodeAnalysis;

namespace AttentionGen.Generator.Predicates;

/// <summary>A predicate's parameters, by name: the positions, what the pattern knows, and what the batch must bring.</summary>
internal sealed class Parameters(Lowering lowering)
{
    public void Bind(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (WhyNot(parameter) is { } reason)
                Refuse(parameter, reason);
            else if (IsPerToken(parameter.Type))
                lowering.Tokens[parameter] = parameter.Name;
            if (!lowering.Tokens.ContainsKey(parameter))
                lowering.Values[parameter] = new Variable(parameter.Name);
        }
        foreach (var missing in new[] { "query", "key" }.Where(name => method.Parameters.All(p => p.Name != name)))
            lowering.Report(method.Locations[0], Rules.PredicateParameter, missing, $"is missing: a predicate takes 'int query' and 'int key'.");
    }

    /// <summary>True for int[] and ReadOnlySpan&lt;int&gt;.</summary>
    public static bool IsPerToken(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { IsSZArray: true } array => array.ElementType.SpecialType == SpecialType.System_Int32,
        INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1 } span => span.TypeArguments[0].SpecialType == SpecialType.System_Int32 && span.ContainingNamespace.ToDisplayString() == "System",
        _ => false,
    };

    private static string? WhyNot(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None)
            return "must be passed by value.";
        if (parameter.IsParams || parameter.HasExplicitDefaultValue)
            return "is always given by name: write it without 'params' and without a default.";
        if (parameter.Type.SpecialType == SpecialType.System_Int32)
            return null;
        if (parameter.Name is "query" or "key" or "head" or "layer" or "length")
            return $"must be an int, but it is {parameter.Type.ToDisplayString()}.";
        return IsPerToken(parameter.Type) ? null : $"must be an int, or ReadOnlySpan<int> or int[] for a value per token, but it is {parameter.Type.ToDisplayString()}.";
    }

    private void Refuse(IParameterSymbol parameter, string reason) => lowering.Report(parameter.Locations[0], Rules.PredicateParameter, parameter.Name, reason);
}

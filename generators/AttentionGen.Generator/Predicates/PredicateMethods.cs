using AttentionGen.Compiler;
using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec.Expressions;
using Microsoft.CodeAnalysis;

namespace AttentionGen.Generator.Predicates;

/// <summary>Attributes that name a method: finds it, and hands over what it computes.</summary>
/// <param name="compilation">The user's project.</param>
/// <param name="pattern">The class with the attribute.</param>
/// <param name="problems">Takes what is wrong.</param>
/// <param name="cancel">Ends the work.</param>
internal sealed class PredicateMethods(Compilation compilation, INamedTypeSymbol pattern, List<Problem> problems, CancellationToken cancel)
{
    /// <summary>The attribute as an object, with the method's body at the property that names it.</summary>
    public DeclaredObject Read(AttributeData attribute, string property)
    {
        var tree = AttributeTree.Read(attribute, cancel);
        var named = tree.Properties.FirstOrDefault(p => p.Name == property);
        var span = named?.Value.Span ?? tree.Span;
        var value = Lower(TypeOf(attribute), (named?.Value as DeclaredText)?.Value, span);
        return tree with { Properties = tree.Properties.Where(p => p.Name != property).Append(new DeclaredProperty(property, span, value)).ToEquatableArray() };
    }

    private INamedTypeSymbol TypeOf(AttributeData attribute) =>
        attribute.ConstructorArguments.Where(a => a.Kind == TypedConstantKind.Type).Select(a => a.Value as INamedTypeSymbol).FirstOrDefault() ?? pattern;

    private DeclaredExpression Lower(INamedTypeSymbol type, string? name, SourceSpan span)
    {
        var methods = name is null ? [] : type.GetMembers(name).OfType<IMethodSymbol>().ToList();
        if (WhyNot(methods, type) is { } reason)
        {
            problems.Add(Problem.At(span, Rules.PredicateMethod, name ?? "null", reason));
            return new DeclaredExpression(name ?? "null", null, span);
        }
        var before = problems.Count;
        var lowering = new Lowering(compilation, problems, cancel);
        var expression = lowering.Predicate(methods[0]);
        if (problems.Count == before && !ExpressionTypes.IsBool(expression))
            lowering.Report(methods[0].Locations[0], Rules.PredicateSyntax, "what does not compile", "Mend what the C# compiler reports.");
        var shown = $"{name}({string.Join(", ", methods[0].Parameters.Select(p => p.Name))})";
        return new DeclaredExpression(shown, problems.Count == before ? ExpressionFolder.Fold(expression) : null, span);
    }

    private static string? WhyNot(List<IMethodSymbol> methods, INamedTypeSymbol type) => methods switch
    {
        [] => $"{type.Name} has no method of this name. Write a static method that returns bool.",
        [_, _, ..] => $"{type.Name} has several methods of this name. Give this one a name of its own.",
        [{ IsStatic: false }] => "it must be static.",
        [{ IsGenericMethod: true }] => "it must have no type parameters.",
        [{ ReturnsByRef: false, ReturnsByRefReadonly: false, ReturnType.SpecialType: SpecialType.System_Boolean } method] =>
            MethodBodies.Has(method) ? null : "its body is not in this project, so the compiler cannot read it.",
        _ => "it must return bool.",
    };
}

using AttentionGen.Compiler;
using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttentionGen.Generator;

/// <summary>The attribute front end of task models.</summary>
internal static class ModelAttribute
{
    public const string Name = "AttentionGen.LongformerModelAttribute";

    public static ModelDeclaration Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        var name = Places.Of(syntax.Identifier.GetLocation());
        var problems = AttributeDeclaration.WhyNotCompletable(type, syntax, name, IsHead).Concat(WhyNotConstructible(type, syntax, name));
        return new ModelDeclaration(
            AttributeDeclaration.NameOf(type), AttributeDeclaration.NamespaceOf(type), true, AttributeTree.Read(context.Attributes[0], cancel), name, problems.ToEquatableArray());
    }

    // Which of them it must be, the C# compiler says.
    private static bool IsHead(string parent) => parent.StartsWith("AttentionGen.Models.Longformer.LongformerFor", StringComparison.Ordinal);

    private static IEnumerable<Problem> WhyNotConstructible(INamedTypeSymbol type, TypeDeclarationSyntax syntax, SourceSpan name)
    {
        if (type.IsAbstract && !type.IsStatic)
            yield return Problem.At(name, Rules.NotPartial, type.Name, "an ordinary class, not abstract");
        if (syntax.ParameterList is not null && !type.IsRecord)
            yield return Problem.At(name, Rules.NotPartial, type.Name, "without a primary constructor");
    }
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AttentionGen.Generator.Predicates;

/// <summary>The bodies of methods in the user's sources.</summary>
internal static class MethodBodies
{
    /// <summary>True where there is one.</summary>
    public static bool Has(IMethodSymbol method) => Syntax(method) is not null;

    /// <summary>The statements, or the one expression, of a method that has a body.</summary>
    public static IOperation? Of(IMethodSymbol method, Compilation compilation, CancellationToken cancel)
    {
        var syntax = Syntax(method)!;
        var body = compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancel);
        return body switch
        {
            IMethodBodyOperation { BlockBody: { } block } => block,
            IMethodBodyOperation { ExpressionBody: { } expression } => expression,
            ILocalFunctionOperation { Body: { } local } => local,
            _ => null,
        };
    }

    private static SyntaxNode? Syntax(IMethodSymbol method) => (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences
        .Select(r => r.GetSyntax())
        .FirstOrDefault(s => s is MethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null } or LocalFunctionStatementSyntax);
}

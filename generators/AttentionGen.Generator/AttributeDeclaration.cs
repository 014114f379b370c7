using AttentionGen.Compiler;
using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Patterns;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttentionGen.Generator;

/// <summary>The attribute front end: the attributes of a class as the same tree that JSON gives.</summary>
internal static class AttributeDeclaration
{
    public const string Attribute = "AttentionGen.AttentionPatternAttribute";

    /// <summary>Declarations that may carry the attribute; a record is told that it may not be one.</summary>
    public static bool IsCandidate(SyntaxNode node) =>
        node is ClassDeclarationSyntax || node.IsKind(SyntaxKind.RecordDeclaration);

    public static Declaration Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        var name = Places.Of(syntax.Identifier.GetLocation());
        var main = AttributeTree.Read(context.Attributes[0], cancel);
        var kinds = PatternKinds.All
            .Select(kind => (kind.Property, Uses: Uses(type, kind, cancel)))
            .Where(kind => kind.Uses.Count > 0)
            .Select(kind => new DeclaredProperty(kind.Property, kind.Uses[0].Span, new DeclaredList(kind.Uses, kind.Uses[0].Span)));
        var body = new DeclaredObject(main.Properties.Concat(kinds).ToEquatableArray(), main.Span);
        return new Declaration(NameOf(type), NamespaceOf(type), true, body, name, WhyNotCompletable(type, syntax, name, parent => parent == "AttentionGen.AttentionPattern").ToEquatableArray());
    }

    public static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();

    /// <summary>Classes that cannot be completed keep what tells them from others, so that no duplicate is seen where none is.</summary>
    public static string NameOf(INamedTypeSymbol type) => type.ContainingType is { } outer ? outer.Name + "." + type.MetadataName : type.MetadataName;

    private static EquatableArray<DeclaredValue> Uses(INamedTypeSymbol type, PatternKind kind, CancellationToken cancel) => type.GetAttributes()
        .Where(a => a.AttributeClass is { } c && c.Name == kind.Attribute && c.ContainingNamespace.ToDisplayString() == "AttentionGen")
        .Select(DeclaredValue (a) => AttributeTree.Read(a, cancel))
        .ToEquatableArray();

    /// <summary>What keeps a class from being completed.</summary>
    /// <param name="type">The class.</param>
    /// <param name="syntax">Its declaration.</param>
    /// <param name="name">The place of its name.</param>
    /// <param name="isOurs">Whether a base class that the user wrote out is the one that will be generated.</param>
    public static IEnumerable<Problem> WhyNotCompletable(INamedTypeSymbol type, TypeDeclarationSyntax syntax, SourceSpan name, Func<string, bool> isOurs)
    {
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
            yield return Problem.At(name, Rules.NotPartial, type.Name, "partial");
        if (type.ContainingType is not null)
            yield return Problem.At(name, Rules.NotPartial, type.Name, "outside of other types");
        if (type.IsGenericType)
            yield return Problem.At(name, Rules.NotPartial, type.Name, "without type parameters");
        if (type.IsStatic)
            yield return Problem.At(name, Rules.NotPartial, type.Name, "an ordinary class, not static");
        if (type.IsRecord)
            yield return Problem.At(name, Rules.NotPartial, type.Name, "an ordinary class, not a record");
        if (type.IsFileLocal)
            yield return Problem.At(name, Rules.NotPartial, type.Name, "visible outside of its file");
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent && !isOurs(parent.ToDisplayString()))
            yield return Problem.At(name, Rules.NotPartial, type.Name, "without a base class of its own");
    }
}

using AttentionGen.Compiler;
using AttentionGen.Compiler.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AttentionGen.Generator;

/// <summary>One attribute as an object: its arguments, in camel case, with the place of each.</summary>
internal static class AttributeTree
{
    public static DeclaredObject Read(AttributeData attribute, CancellationToken cancel)
    {
        var syntax = (AttributeSyntax)attribute.ApplicationSyntaxReference!.GetSyntax(cancel);
        var properties = new List<DeclaredProperty>();
        var parameters = attribute.AttributeConstructor?.Parameters ?? [];
        // Arguments that do not bind are the C# compiler's to report; what did bind is read.
        for (var i = 0; i < attribute.ConstructorArguments.Length && i < parameters.Length; i++)
        {
            var places = PlacesOf(syntax, parameters[i], i);
            if (places.Count > 0)
                Add(parameters[i].Name, attribute.ConstructorArguments[i], places);
        }
        foreach (var named in attribute.NamedArguments)
        {
            var argument = Arguments(syntax).FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == named.Key);
            if (argument is not null)
                Add(named.Key, named.Value, [argument.Expression]);
        }
        return new DeclaredObject(properties.ToEquatableArray(), Places.Of(syntax));

        void Add(string name, TypedConstant constant, IReadOnlyList<ExpressionSyntax> places)
        {
            if (Value(constant, places) is { } value)
                properties.Add(new DeclaredProperty(char.ToLowerInvariant(name[0]) + name.Substring(1), value.Span, value));
        }
    }

    private static IEnumerable<AttributeArgumentSyntax> Arguments(AttributeSyntax syntax) => syntax.ArgumentList?.Arguments ?? [];

    /// <summary>The expressions that fill a parameter; several where a params array is written out.</summary>
    private static IReadOnlyList<ExpressionSyntax> PlacesOf(AttributeSyntax syntax, IParameterSymbol parameter, int index)
    {
        var constructor = Arguments(syntax).Where(a => a.NameEquals is null).ToList();
        var named = constructor.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter.Name);
        if (named is not null)
            return [named.Expression];
        // A named argument before a positional one stands in its parameter's place.
        var positional = constructor.Skip(index).Where(a => a.NameColon is null).Select(a => a.Expression);
        return [.. parameter.IsParams ? positional : positional.Take(1)];
    }

    private static DeclaredValue? Value(TypedConstant constant, IReadOnlyList<ExpressionSyntax> places)
    {
        if (constant.IsNull)
            return null;
        var span = Places.Of(places[0], places[places.Count - 1]);
        if (constant.Kind != TypedConstantKind.Array)
            return Scalar(constant, span);
        var elements = Elements(places);
        // [Window(512)]: a params argument that is written as one value is that value, as in JSON.
        if (constant.Values.Length == 1 && elements.Count == 1 && ReferenceEquals(elements[0], places[0]))
            return Scalar(constant.Values[0], span);
        var items = constant.Values.Select((v, i) => Scalar(v, elements.Count == constant.Values.Length ? Places.Of(elements[i]) : span));
        return new DeclaredList(items.Where(i => i is not null).Select(i => i!).ToEquatableArray(), span);
    }

    /// <summary>The expressions of an array's elements, written out as params or as an array.</summary>
    private static IReadOnlyList<ExpressionSyntax> Elements(IReadOnlyList<ExpressionSyntax> places) => places[0] switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } i } => [.. i.Expressions],
        ImplicitArrayCreationExpressionSyntax i => [.. i.Initializer.Expressions],
        CollectionExpressionSyntax c => [.. c.Elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression)],
        _ => places,
    };

    private static DeclaredValue? Scalar(TypedConstant constant, SourceSpan span) => constant switch
    {
        { Kind: TypedConstantKind.Array or TypedConstantKind.Error } => null,
        { IsNull: true } => new DeclaredNull(span),
        { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type } => new DeclaredText(MemberName(type, constant.Value), span),
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => new DeclaredText(type.ToDisplayString(), span),
        { Value: int number } => new DeclaredNumber(number, number.ToString(System.Globalization.CultureInfo.InvariantCulture), span),
        { Value: string text } => new DeclaredText(text, span),
        { Value: bool flag } => new DeclaredBool(flag, span),
        _ => null,
    };

    private static string MemberName(INamedTypeSymbol type, object? value)
    {
        var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value));
        return member is null ? $"{value}" : char.ToLowerInvariant(member.Name[0]) + member.Name.Substring(1);
    }
}

namespace AttentionGen.Compiler.Declarations;

/// <summary>A value as the user wrote it, with its place. Attributes and JSON both become trees of these.</summary>
/// <param name="Span">Where it stands.</param>
public abstract record DeclaredValue(SourceSpan Span)
{
    /// <summary>How a message names the value.</summary>
    public abstract string Text { get; }
}

/// <summary>A number.</summary>
public sealed record DeclaredNumber(double Value, string Written, SourceSpan Span) : DeclaredValue(Span)
{
    /// <inheritdoc/>
    public override string Text => Written;

    /// <summary>The number when it is whole and fits, else null.</summary>
    public int? Whole => Value >= int.MinValue && Value <= int.MaxValue && Math.Floor(Value) == Value ? (int)Value : null;
}

/// <summary>A string, or an enum member's name.</summary>
public sealed record DeclaredText(string Value, SourceSpan Span) : DeclaredValue(Span)
{
    /// <inheritdoc/>
    public override string Text => "\"" + Value + "\"";
}

/// <summary>true or false.</summary>
public sealed record DeclaredBool(bool Value, SourceSpan Span) : DeclaredValue(Span)
{
    /// <inheritdoc/>
    public override string Text => Value ? "true" : "false";
}

/// <summary>JSON's null.</summary>
public sealed record DeclaredNull(SourceSpan Span) : DeclaredValue(Span)
{
    /// <inheritdoc/>
    public override string Text => "null";
}

/// <summary>A list.</summary>
public sealed record DeclaredList(EquatableArray<DeclaredValue> Items, SourceSpan Span) : DeclaredValue(Span)
{
    /// <inheritdoc/>
    public override string Text => "a list";
}

/// <summary>An object: JSON's, or an attribute with its arguments as properties.</summary>
public sealed record DeclaredObject(EquatableArray<DeclaredProperty> Properties, SourceSpan Span) : DeclaredValue(Span)
{
    /// <inheritdoc/>
    public override string Text => "an object";

    /// <summary>The value of the first property of that name, or null.</summary>
    public DeclaredValue? this[string name] => Properties.FirstOrDefault(p => p.Name == name)?.Value;
}

/// <summary>A named value.</summary>
public sealed record DeclaredProperty(string Name, SourceSpan NameSpan, DeclaredValue Value);

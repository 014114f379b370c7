using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Patterns;

/// <summary>A field of an <see cref="EntryKind"/>.</summary>
/// <param name="Name">JSON name; the attribute's argument in Pascal case.</param>
/// <param name="Description">For editors.</param>
/// <param name="Required">True when it must be given.</param>
/// <param name="Fallback">Its value where it is not given.</param>
internal abstract record Field(string Name, string Description, bool Required, object? Fallback)
{
    /// <summary>JSON schema of its value, without braces.</summary>
    public abstract string Schema { get; }

    /// <summary>What its value must be.</summary>
    protected abstract string Expected { get; }

    /// <summary>The value, or its default; null with a problem added where it is wrong.</summary>
    public object? Read(DeclaredObject entry, SpecBuilder spec)
    {
        if (entry[Name] is not { } declared)
        {
            if (Required)
                spec.Report(entry.Span, Rules.InvalidValue, Name, Expected, "missing");
            return Fallback;
        }
        var value = Parse(declared);
        if (value is null)
            spec.Report(declared.Span, Rules.InvalidValue, Name, Expected, declared.Text);
        return value;
    }

    /// <summary>The value, or null where it is wrong.</summary>
    protected abstract object? Parse(DeclaredValue declared);
}

/// <summary>A whole number.</summary>
internal sealed record NumberField(string Name, string Description, int Min, int Max = SpecReader.MaxTokens, int? Default = null, bool Required = false)
    : Field(Name, Description, Required, Default)
{
    public override string Schema => FormattableString.Invariant($"\"type\": \"integer\", \"minimum\": {Min}, \"maximum\": {Max}");

    protected override string Expected => FormattableString.Invariant($"a whole number from {Min} to {Max}");

    protected override object? Parse(DeclaredValue declared) => declared is DeclaredNumber { Whole: { } whole } && whole >= Min && whole <= Max ? whole : null;
}

/// <summary>One word of a few; an enum's member in attributes.</summary>
internal sealed record ChoiceField(string Name, string Description, string Default, params string[] Choices) : Field(Name, Description, false, Default)
{
    public override string Schema => $"\"enum\": [{string.Join(", ", Choices.Select(c => $"\"{c}\""))}]";

    protected override string Expected => "one of " + string.Join(", ", Choices);

    protected override object? Parse(DeclaredValue declared) => declared is DeclaredText { Value: var text } && Choices.Contains(text) ? text : null;
}

/// <summary>A text with a grammar of its own, which the kind reads.</summary>
internal sealed record TextField(string Name, string Description, string What) : Field(Name, Description, true, null)
{
    public override string Schema => "\"type\": \"string\"";

    protected override string Expected => What;

    protected override object? Parse(DeclaredValue declared) => (declared as DeclaredText)?.Value;
}

using AttentionGen.Compiler.Declarations;

namespace AttentionGen.Compiler.Diagnostics;

/// <summary>A rule broken at a place.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="Span">Where.</param>
/// <param name="Arguments">What the rule's message is filled with.</param>
public sealed record Problem(Rule Rule, SourceSpan Span, EquatableArray<string> Arguments)
{
    /// <summary>A problem with these message arguments.</summary>
    public static Problem At(SourceSpan span, Rule rule, params object[] arguments) =>
        new(rule, span, arguments.Select(Text).ToEquatableArray());

    /// <summary>A value as messages and replacements write it, in no one's culture.</summary>
    internal static string Text(object value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;

    /// <summary>The key under which a diagnostic carries <see cref="Replacements"/>, one a line, to the code fixes.</summary>
    public const string ReplacementsKey = "Replacements";

    /// <summary>Texts of which any one, in the place of what stands at <see cref="Span"/>, mends the problem; often none is known.</summary>
    public EquatableArray<string> Replacements { get; init; }

    /// <summary>The message as the user reads it.</summary>
    public string Message => string.Format(System.Globalization.CultureInfo.InvariantCulture, Rule.Message, [.. Arguments]);

    /// <summary>The line that builds and command lines show: file(line,column): error AG0006: text.</summary>
    public override string ToString() => $"{Span}: {Rule.Severity.ToString().ToLowerInvariant()} {Rule.Id}: {Message}";
}

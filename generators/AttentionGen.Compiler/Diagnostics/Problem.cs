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
        new(rule, span, arguments.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture)!).ToEquatableArray());

    /// <summary>The message as the user reads it.</summary>
    public string Message => string.Format(System.Globalization.CultureInfo.InvariantCulture, Rule.Message, [.. Arguments]);

    /// <summary>The line that builds and command lines show: file(line,column): error AG0006: text.</summary>
    public override string ToString() => $"{Span}: {Rule.Severity.ToString().ToLowerInvariant()} {Rule.Id}: {Message}";
}

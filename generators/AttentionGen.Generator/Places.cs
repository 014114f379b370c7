using System.Collections.Immutable;
using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AttentionGen.Generator;

/// <summary>The compiler's places and problems as Roslyn's, and back.</summary>
internal static class Places
{
    public static SourceSpan Of(SyntaxNode node) => Of(node.GetLocation());

    public static SourceSpan Of(SyntaxNode first, SyntaxNode last) =>
        Of(Location.Create(first.SyntaxTree, TextSpan.FromBounds(first.SpanStart, last.Span.End)));

    public static SourceSpan Of(Location location)
    {
        var lines = location.GetLineSpan();
        return new SourceSpan(
            lines.Path, location.SourceSpan.Start, location.SourceSpan.Length,
            lines.StartLinePosition.Line, lines.StartLinePosition.Character, lines.EndLinePosition.Line, lines.EndLinePosition.Character);
    }

    public static Diagnostic ToDiagnostic(Problem problem) => Diagnostic.Create(
        new DiagnosticDescriptor(
            problem.Rule.Id, problem.Rule.Title, problem.Rule.Message, "AttentionGen", SeverityOf(problem.Rule), isEnabledByDefault: true,
            customTags: problem.Rule.Severity == Severity.Error ? [WellKnownDiagnosticTags.NotConfigurable] : []),
        ToLocation(problem.Span),
        problem.Replacements.Count == 0
            ? ImmutableDictionary<string, string?>.Empty
            : ImmutableDictionary<string, string?>.Empty.Add(Problem.ReplacementsKey, string.Join("\n", problem.Replacements)),
        [.. problem.Arguments]);

    private static DiagnosticSeverity SeverityOf(Rule rule) => rule.Severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };

    private static Location ToLocation(SourceSpan span) => Location.Create(
        span.File,
        new TextSpan(span.Start, span.Length),
        new LinePositionSpan(new LinePosition(span.StartLine, span.StartColumn), new LinePosition(span.EndLine, span.EndColumn)));
}

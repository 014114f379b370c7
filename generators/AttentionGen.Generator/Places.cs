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

    /// <summary>Reports problems, at places of syntax trees where they lie in one: <c>#pragma warning disable</c> is heeded only there.</summary>
    public static void Report(this IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Problem> problems) =>
        // The compilation meets problems only here, at the end: declarations without one never see it.
        context.RegisterSourceOutput(problems.Combine(context.CompilationProvider).WithTrackingName(PatternGenerator.ReportStep), static (output, p) => output.ReportDiagnostic(ToDiagnostic(p.Left, p.Right)));

    private static Diagnostic ToDiagnostic(Problem problem, Compilation compilation) => Diagnostic.Create(
        new DiagnosticDescriptor(
            problem.Rule.Id, problem.Rule.Title, problem.Rule.Message, "AttentionGen", SeverityOf(problem.Rule), isEnabledByDefault: true,
            customTags: problem.Rule.Severity == Severity.Error ? [WellKnownDiagnosticTags.NotConfigurable] : []),
        ToLocation(problem.Span, compilation),
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

    private static Location ToLocation(SourceSpan span, Compilation compilation)
    {
        var place = new TextSpan(span.Start, span.Length);
        return compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == span.File && t.Length >= place.End) is { } tree
            ? Location.Create(tree, place)
            : Location.Create(
                span.File, place,
                new LinePositionSpan(new LinePosition(span.StartLine, span.StartColumn), new LinePosition(span.EndLine, span.EndColumn)));
    }
}

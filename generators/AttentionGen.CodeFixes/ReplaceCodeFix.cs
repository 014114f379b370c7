using System.Collections.Immutable;
using System.Composition;
using AttentionGen.Compiler.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AttentionGen.CodeFixes;

/// <summary>
/// Puts what the compiler proposes (<see cref="Problem.Replacements"/>) in the place of what is wrong: an even window for an
/// odd one, the nearest property for an unknown one. In C# as well as in JSON among the project's additional files.
/// </summary>
[ExportCodeFixProvider(
    LanguageNames.CSharp, Name = nameof(ReplaceCodeFix), DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
[Shared]
public sealed class ReplaceCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnknownProperty.Id, Rules.InvalidWindow.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.TextDocument;
        if (document is Document code && !await IsLiteral(code, context.Span, context.CancellationToken).ConfigureAwait(false))
            return;
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(Problem.ReplacementsKey, out var replacements) || replacements is null)
                continue;
            var number = 0;
            foreach (var replacement in replacements.Split('\n'))
            {
                var title = $"Change {text.ToString(context.Span)} to {replacement}";
                // The lower and the upper neighbour are two fixes of all problems at once.
                var action = CodeAction.Create(title, _ => Task.FromResult(Replaced(document, text, context.Span, replacement)), $"{diagnostic.Id}.{number++}");
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }

    /// <summary>A constant's name stands for a value that others use too: it is not overwritten.</summary>
    private static async Task<bool> IsLiteral(Document document, TextSpan span, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        // The argument has the same span as the literal in it.
        return root?.FindNode(span, getInnermostNodeForTie: true) is LiteralExpressionSyntax literal
            && literal.IsKind(SyntaxKind.NumericLiteralExpression) && literal.Span == span;
    }

    private static Solution Replaced(TextDocument document, SourceText text, TextSpan span, string replacement)
    {
        var changed = text.Replace(span, replacement);
        var solution = document.Project.Solution;
        return document is Document ? solution.WithDocumentText(document.Id, changed) : solution.WithAdditionalDocumentText(document.Id, changed);
    }
}

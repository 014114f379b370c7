using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Models;

/// <summary>Global rules that no model uses, of patterns that some model stands on.</summary>
public static class UnusedRules
{
    /// <summary>A problem for each rule of a pattern that no model uses; none where no model stands on the pattern.</summary>
    public static IEnumerable<Problem> Of(Declaration declaration, PatternFacts pattern, IEnumerable<RuleUse> uses)
    {
        var used = new HashSet<string>(uses.Where(u => u.Pattern == pattern.FullName).Select(u => u.MethodName), StringComparer.Ordinal);
        if (used.Count == 0)
            return [];
        return pattern.Tasks
            .Where(task => !task.IsGiven && !used.Contains(task.MethodName))
            .Select(task => Problem.At(PlaceOf(declaration, task.Name), Rules.UnusedRule, task.Name, pattern.Name));
    }

    /// <summary>Where a task's first rule is declared: JSON has an object of tasks, attributes a list of rules that name theirs.</summary>
    private static SourceSpan PlaceOf(Declaration declaration, string task) => (declaration.Body?["global"] switch
    {
        DeclaredObject tasks => tasks.Properties.FirstOrDefault(p => p.Name == task)?.NameSpan,
        DeclaredList rules => rules.Items.OfType<DeclaredObject>().FirstOrDefault(r => ((r["task"] as DeclaredText)?.Value ?? "default") == task)?.Span,
        _ => null,
    }) ?? declaration.Span;
}

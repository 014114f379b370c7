using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Models;

/// <summary>Names of models: those that generated code takes, and those that are taken twice.</summary>
public static class ModelNames
{
    private static readonly string[] s_members = ["Label", "Predict", "FromPretrained", "FromBase", "GlobalTokens", "_pattern", "s_labels"];

    /// <summary>True when a class of this name could not hold the members, or would hide the aliases in the global namespace.</summary>
    internal static bool Takes(string name, string space) => s_members.Contains(name) || (space.Length == 0 && name is "AG" or "AGL" or "TS");

    /// <summary>Models whose class another model or a pattern makes too.</summary>
    /// <param name="models">All models.</param>
    /// <param name="patterns">Full names and places of all patterns.</param>
    public static IEnumerable<(ModelDeclaration Model, Problem Problem)> Twice(IReadOnlyCollection<ModelDeclaration> models, IEnumerable<(string FullName, SourceSpan Span)> patterns)
    {
        // Generated files are named after classes, and Roslyn and some file systems do not tell names by case.
        var places = models.Where(m => m.Name is not null).Select(m => (m.FullName, m.Span)).Concat(patterns).ToLookup(p => p.FullName, p => p.Span, StringComparer.OrdinalIgnoreCase);
        foreach (var model in models.Where(m => m.Name is not null && places[m.FullName].Count() > 1))
            yield return (model, Problem.At(model.Span, Rules.DuplicateModel, model.FullName, places[model.FullName].FirstOrDefault(p => p != model.Span)));
    }
}

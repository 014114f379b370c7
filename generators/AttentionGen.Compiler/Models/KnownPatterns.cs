using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;

namespace AttentionGen.Compiler.Models;

/// <summary>The patterns of a project, as far as models look at them.</summary>
/// <param name="Names">Full names of all, those with problems of their own included.</param>
/// <param name="Sound">Those that are compiled.</param>
public sealed record KnownPatterns(EquatableArray<string> Names, EquatableArray<PatternFacts> Sound)
{
    /// <summary>
    /// The pattern that a name means; null with a problem added when there is none or more than one, and null without when the
    /// pattern's own problems are told already.
    /// </summary>
    public PatternFacts? Find(DeclaredText name, string fromNamespace, List<Problem> problems)
    {
        var wanted = Plain(name.Value);
        if (Nearest(wanted, Plain(fromNamespace)) is { } found)
            return Sound.FirstOrDefault(p => Plain(p.FullName) == found);
        var candidates = Names.Select(Plain).Where(n => n.EndsWith("." + wanted, StringComparison.Ordinal)).Distinct().ToList();
        if (candidates.Count == 1)
            return Sound.FirstOrDefault(p => Plain(p.FullName) == candidates[0]);
        if (candidates.Count > 1)
            problems.Add(Problem.At(name.Span, Rules.AmbiguousPattern, name.Value, string.Join(" or ", candidates.Select(c => $"'{c}'"))));
        else
            problems.Add(Problem.At(name.Span, Rules.UnknownPattern, name.Value, Hint(wanted)));
        return null;
    }

    /// <summary>The name as C# would find it: in the namespace, then in those around it.</summary>
    private string? Nearest(string wanted, string space)
    {
        var names = new HashSet<string>(Names.Select(Plain), StringComparer.Ordinal);
        for (; ; space = space.Substring(0, Math.Max(0, space.LastIndexOf('.'))))
        {
            var full = space.Length == 0 ? wanted : space + "." + wanted;
            if (names.Contains(full))
                return full;
            if (space.Length == 0)
                return null;
        }
    }

    private string Hint(string wanted)
    {
        if (Names.Count == 0)
            return "No pattern is declared.";
        var known = Names.Select(Plain).Select(n => wanted.Contains('.') ? n : n.Substring(n.LastIndexOf('.') + 1));
        return Properties.Hint(wanted, known.Distinct().OrderBy(n => n, StringComparer.Ordinal).ToList());
    }

    private static string Plain(string name) => name.Replace("@", "");
}

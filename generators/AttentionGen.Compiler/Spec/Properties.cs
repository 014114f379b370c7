using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Spec;

/// <summary>Reading values that must have one kind, and naming what is not known.</summary>
internal static class Properties
{
    /// <summary>A whole number in a range, or null with a problem added.</summary>
    public static int? Whole(string property, DeclaredValue value, int min, int max, List<Problem> problems)
    {
        if (value is DeclaredNumber { Whole: { } whole } && whole >= min && whole <= max)
            return whole;
        problems.Add(Problem.At(value.Span, Rules.InvalidValue, property, $"a whole number from {min} to {max}", value.Text));
        return null;
    }

    /// <summary>True or false; false with a problem added when it is neither.</summary>
    public static bool Flag(string property, DeclaredValue value, List<Problem> problems)
    {
        if (value is DeclaredBool flag)
            return flag.Value;
        problems.Add(Problem.At(value.Span, Rules.InvalidValue, property, "true or false", value.Text));
        return false;
    }

    /// <summary>Adds a problem for each property that is not known, with the nearest one that is.</summary>
    public static void RefuseUnknown(DeclaredObject value, string owner, IEnumerable<string> known, List<Problem> problems)
    {
        foreach (var property in value.Properties.Where(p => !known.Contains(p.Name)))
        {
            var nearest = Nearest(property.Name, known);
            var problem = Problem.At(property.NameSpan, Rules.UnknownProperty, property.Name, owner, Hint(property.Name, known));
            // Where the right one is there as well, renaming would only make a duplicate.
            problems.Add(nearest is null || value[nearest] is not null ? problem : problem with { Replacements = new[] { $"\"{nearest}\"" }.ToEquatableArray() });
        }
    }

    /// <summary>"Did you mean ...?" where something is near, else all that is known.</summary>
    public static string Hint(string name, IEnumerable<string> known) => Nearest(name, known) is { } nearest
        ? $"Did you mean '{nearest}'?"
        : $"Known: {string.Join(", ", known.Select(k => $"'{k}'"))}.";

    /// <summary>The known name that a misspelled one likely means, or null.</summary>
    private static string? Nearest(string name, IEnumerable<string> known)
    {
        var nearest = known.Select(k => (Name: k, Distance: Distance(name.ToLowerInvariant(), k.ToLowerInvariant()))).OrderBy(k => k.Distance).First();
        return nearest.Distance <= Math.Max(2, name.Length / 3) ? nearest.Name : null;
    }

    /// <summary>Levenshtein's edit distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}

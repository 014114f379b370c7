using AttentionGen.Compiler.Diagnostics;

namespace AttentionGen.Compiler.Declarations;

/// <summary>Names that must be C# identifiers.</summary>
internal static class Identifiers
{
    /// <summary>The identifier, or null with a problem added.</summary>
    public static string? Read(string property, DeclaredValue value, List<Problem> problems, bool allowDots = false)
    {
        if (value is DeclaredText { Value: var text } && (allowDots ? text.Split('.').All(IsIdentifier) : IsIdentifier(text)))
            return text;
        problems.Add(Problem.At(value.Span, Rules.InvalidValue, property, (allowDots ? "a C# namespace" : "a C# class name") + " of ASCII letters, digits and '_', without keywords", value.Text));
        return null;
    }

    /// <summary>"question answering" or "question-answering" to QuestionAnswering; null when no identifier comes out.</summary>
    public static string? ToPascalCase(string text)
    {
        var words = text.Split([' ', '-', '_', '.'], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Concat(words.Select(w => char.ToUpperInvariant(w[0]) + w.Substring(1)));
        return IsIdentifier("A" + name) && words.Length > 0 ? (char.IsDigit(name[0]) ? "_" + name : name) : null;
    }

    /// <summary>A namespace that comes from the build, made valid as "dotnet new" does: my-app is my_app, class is @class.</summary>
    public static string FromBuild(string space) => string.Join(".", space.Split(['.'], StringSplitOptions.RemoveEmptyEntries).Select(Segment));

    private static string Segment(string text)
    {
        var name = string.Concat(text.TrimStart('@').Select(c => char.IsLetterOrDigit(c) ? c : '_'));
        return s_keywords.Contains(name) ? "@" + name : name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>True for words that C# keeps for itself.</summary>
    public static bool IsKeyword(string name) => s_keywords.Contains(name);

    // ASCII only: generated files are named after patterns. Keywords are refused rather than escaped.
    private static bool IsIdentifier(string text) =>
        text.Length > 0 && !char.IsDigit(text[0]) && !s_keywords.Contains(text)
        && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    private static readonly HashSet<string> s_keywords = new(
    ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event " +
     "explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null " +
     "object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static " +
     "string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' '),
    StringComparer.Ordinal);
}

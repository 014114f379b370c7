using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.HuggingFace;

namespace AttentionGen.Compiler.Json;

/// <summary>The JSON front end: *.attention.json and Hugging Face's config.json.</summary>
public static class JsonDeclaration
{
    /// <summary>Reads a declaration. Never throws for what a user wrote: problems are part of the result.</summary>
    /// <param name="file">The file's path, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="name">Class name where the text gives none.</param>
    /// <param name="defaultNamespace">Namespace where the text gives none.</param>
    public static Declaration Read(string file, string text, string? name, string defaultNamespace)
    {
        defaultNamespace = Identifiers.FromBuild(defaultNamespace);
        try
        {
            var value = JsonReader.Read(file, text);
            if (value is not DeclaredObject body)
                return Failed(value.Span, Problem.At(value.Span, Rules.InvalidValue, "declaration", "a JSON object", value.Text));
            var problems = Duplicates(body).ToList();
            var isNamed = name is not null;
            if (name is not null)
                name = Identifiers.Read("AttentionPatternName", new DeclaredText(name, First(body.Span)), problems);
            if (body["model_type"] is { } type)
            {
                if (!isNamed)
                    problems.Add(Problem.At(type.Span, Rules.UnsupportedConfig, "no class name was given; set AttentionPatternName on the file's item"));
                return ConfigDeclaration.Read(body, name, defaultNamespace, problems);
            }
            var spaceName = defaultNamespace;
            if (body["namespace"] is { } space)
                spaceName = Identifiers.Read("namespace", space, problems, allowDots: true) ?? defaultNamespace;
            if (body["name"] is { } named)
                name = Identifiers.Read("name", named, problems);
            else if (!isNamed)
                problems.Add(Problem.At(First(body.Span), Rules.InvalidValue, "name", "a class name", "missing"));
            return new Declaration(name, spaceName, false, body, body["name"]?.Span ?? First(body.Span), problems.ToEquatableArray());
        }
        catch (JsonException e)
        {
            return Failed(e.Span, Problem.At(e.Span, Rules.InvalidJson, e.Message));
        }

        Declaration Failed(SourceSpan span, Problem problem) =>
            new(name, defaultNamespace, false, null, span, new[] { problem }.ToEquatableArray());
    }

    private static IEnumerable<Problem> Duplicates(DeclaredValue value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in (value as DeclaredObject)?.Properties ?? default)
        {
            if (!seen.Add(property.Name))
                yield return Problem.At(property.NameSpan, Rules.DuplicateProperty, property.Name);
        }
        var children = value switch
        {
            DeclaredObject o => o.Properties.Select(p => p.Value),
            DeclaredList l => l.Items,
            _ => [],
        };
        foreach (var problem in children.SelectMany(Duplicates))
            yield return problem;
    }

    /// <summary>The opening brace: a problem of the whole file is not painted over all of it.</summary>
    internal static SourceSpan First(SourceSpan span) =>
        span with { Length = 1, EndLine = span.StartLine, EndColumn = span.StartColumn + 1 };
}

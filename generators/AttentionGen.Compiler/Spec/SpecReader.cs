using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Json;
using AttentionGen.Compiler.Patterns;

namespace AttentionGen.Compiler.Spec;

/// <summary>Declaration to Spec: the one validator behind attributes, JSON and Hugging Face configurations.</summary>
public static class SpecReader
{
    // Far above any model, and low enough that a slip of the finger costs no memory in the editor.
    private const int MaxLayers = 1024, MaxHeads = 1024, MaxHeadSize = 4096;

    /// <summary>Longest sequence, widest window.</summary>
    public const int MaxTokens = 1 << 24;

    private static readonly string[] s_ownProperties = ["$schema", "name", "namespace", "layers", "heads", "headSize", "maxLength", "causal"];

    /// <summary>Properties of a declaration, in the order of the documentation.</summary>
    public static IEnumerable<string> KnownProperties => s_ownProperties.Concat(PatternKinds.All.Select(k => k.Property)).Append(ModelDeclarations.Property);

    /// <summary>The spec, or null with problems.</summary>
    public static (PatternSpec? Spec, EquatableArray<Problem> Problems) Read(Declaration declaration)
    {
        var problems = declaration.Problems.ToList();
        var spec = declaration.Body is { } body ? Read(declaration, body, problems) : null;
        return (problems.All(p => p.Rule.Severity != Severity.Error) ? spec : null, problems.Distinct().ToEquatableArray());
    }

    private static PatternSpec? Read(Declaration declaration, DeclaredObject body, List<Problem> problems)
    {
        Properties.RefuseUnknown(body, "a pattern", KnownProperties, problems);
        var layers = Size("layers", MaxLayers);
        var heads = Size("heads", MaxHeads);
        var headSize = Size("headSize", MaxHeadSize);
        int? maxLength = body["maxLength"] is { } length ? Properties.Whole("maxLength", length, 1, MaxTokens, problems) : null;
        var causal = body["causal"] is { } flag && Properties.Flag("causal", flag, problems);
        var builder = new SpecBuilder(layers ?? 1, heads ?? 1, headSize ?? 1, maxLength, causal, problems);
        foreach (var kind in PatternKinds.All)
        {
            if (body[kind.Property] is { } value)
                kind.Read(value, builder);
        }
        // What does not depend on a size that is not there is told all the same.
        if (layers is null || heads is null)
            problems.RemoveAll(p => p.Rule == Rules.WrongCount || p.Rule == Rules.OutOfRange);
        return layers is null || heads is null || headSize is null ? null : builder.Build(declaration);

        int? Size(string property, int max)
        {
            if (body[property] is DeclaredNumber { Whole: { } whole } && whole >= 1 && whole <= max)
                return whole;
            problems.Add(Problem.At(body[property]?.Span ?? declaration.Span, Rules.MissingSize, property, max, body[property]?.Text ?? "missing"));
            return null;
        }
    }
}

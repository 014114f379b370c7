using AttentionGen.Compiler;
using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Json;
using AttentionGen.Compiler.Spec;
using AttentionGen.Fuzz.Cases;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Fuzz.Checks;

/// <summary>What every file goes through: front end, spec, plan, emitters, and the C# parser on what they wrote.</summary>
internal static class FrontEndCheck
{
    public const string RootNamespace = "My.App";

    private static readonly CSharpParseOptions s_oldest =
        new(LanguageVersionFacts.TryParse(Source.LanguageVersion, out var version) ? version : LanguageVersion.Latest);

    public static Outcome Run(FuzzCase file)
    {
        var (spec, problems) = SpecReader.Read(JsonDeclaration.Read(file.Path, file.Text, file.ClassName, RootNamespace));
        foreach (var problem in problems)
        {
            if (problem.Message.Length == 0 || problem.Span.Start < 0 || problem.Span.Start + problem.Span.Length > file.Text.Length)
                throw new FuzzException($"{problem.Rule.Id} has no message or lies outside of the file: {problem.Span}");
        }
        if (spec is null != problems.Any(p => p.Rule.Severity == Severity.Error))
            throw new FuzzException(spec is null ? "There is no spec, and no error says why." : "There is a spec in spite of an error.");
        if (spec is null)
            return new Outcome(null, null, problems);
        var source = Source.From(spec);
        var syntax = CSharpSyntaxTree.ParseText(source.Text, s_oldest).GetDiagnostics().ToList();
        return syntax.Count == 0 ? new Outcome(spec, source, problems) : throw new FuzzException($"The generated code does not parse: {syntax[0]}");
    }
}

/// <summary>What the compiler made of a file.</summary>
/// <param name="Spec">The spec; null when the declaration has errors.</param>
/// <param name="Source">The generated code.</param>
/// <param name="Problems">What was found wrong.</param>
internal sealed record Outcome(PatternSpec? Spec, Source? Source, IReadOnlyList<Problem> Problems);

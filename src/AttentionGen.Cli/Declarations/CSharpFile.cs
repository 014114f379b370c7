using System.Globalization;
using AttentionGen.Compiler.Spec;
using AttentionGen.Dynamic.Compilation;
using AttentionGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AttentionGen.Cli.Declarations;

/// <summary>Declarations in C#: the source generator runs over the one file. What the file takes from others of its project is not seen.</summary>
internal static class CSharpFile
{
    private const string Attribute = "AttentionPattern";

    // What a project's global usings most likely are.
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using AttentionGen;";

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.Latest);

    public static (IReadOnlyList<PatternSpec> Specs, IReadOnlyList<string> Problems) Read(string path)
    {
        using var file = File.OpenRead(path);
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(file), s_language, path);
        var compilation = CSharpCompilation.Create(
            "Declarations", [tree, CSharpSyntaxTree.ParseText(Usings, s_language)], RuntimeReferences.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var run = CSharpGeneratorDriver.Create(
                [new PatternGenerator().AsSourceGenerator()], parseOptions: s_language,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGenerators(compilation).GetRunResult().Results.Single();
        if (run.Exception is { } exception)
            throw new InvalidOperationException($"The generator failed on {path}. This is an error of AttentionGen.", exception);
        IReadOnlyList<Diagnostic> problems = [
            .. Unreadable(tree, compilation).Concat(run.Diagnostics)
                .Where(d => d.Severity >= DiagnosticSeverity.Warning).OrderBy(d => d.Location.SourceSpan.Start)];
        IReadOnlyList<string> lines = [.. problems.Select(d => CSharpDiagnosticFormatter.Instance.Format(d, CultureInfo.InvariantCulture))];
        PatternSpec[] specs = problems.Any(d => d.Severity == DiagnosticSeverity.Error) || !run.TrackedSteps.TryGetValue(PatternGenerator.SpecStep, out var steps)
            ? [] : [.. steps.SelectMany(step => step.Outputs).Select(output => (PatternSpec)output.Value)];
        return specs.Length == 0 && lines.Count == 0
            ? (specs, [$"{path}: no class here has the attribute [{Attribute}]. Name the file that declares the pattern."])
            : (specs, lines);
    }

    /// <summary>What C# itself finds wrong with the text, or with the attributes of a pattern: the generator reads what is left over.</summary>
    private static IEnumerable<Diagnostic> Unreadable(SyntaxTree tree, CSharpCompilation compilation)
    {
        var attributes = tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
            .Where(type => type.AttributeLists.SelectMany(list => list.Attributes).Any(IsPattern))
            .SelectMany(type => type.AttributeLists).ToList();
        return tree.GetDiagnostics()
            .Concat(compilation.GetSemanticModel(tree).GetDiagnostics().Where(d => attributes.Any(list => list.Span.Contains(d.Location.SourceSpan))))
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .DistinctBy(d => (d.Id, d.Location.SourceSpan));
    }

    private static bool IsPattern(AttributeSyntax attribute) =>
        (attribute.Name is QualifiedNameSyntax qualified ? qualified.Right : attribute.Name).ToString() is Attribute or Attribute + "Attribute";
}

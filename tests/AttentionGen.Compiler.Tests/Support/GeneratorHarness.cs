using AttentionGen.Compiler.Spec;
using AttentionGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>Runs the generator as the C# compiler does.</summary>
internal static class GeneratorHarness
{
    /// <summary>A driver that has run nothing yet.</summary>
    public static GeneratorDriver Driver(Project project) => CSharpGeneratorDriver.Create(
        [new PatternGenerator().AsSourceGenerator()],
        project.Files,
        new CSharpParseOptions(project.LanguageVersion, DocumentationMode.Diagnose),
        new Options(project.RootNamespace, project.Explain),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs a project. An exception of the generator fails the test.</summary>
    public static GeneratorResult Run(Project project)
    {
        var driver = Driver(project).RunGeneratorsAndUpdateCompilation(project.Compile(), out var output, out _);
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        Assert.All(project.Files, f => SchemaCheck.AssertAgrees(f, result.Diagnostics));
        var specs = result.TrackedSteps.TryGetValue(PatternGenerator.SpecStep, out var steps) ? steps.SelectMany(s => s.Outputs).Select(o => (PatternSpec)o.Value) : [];
        return new GeneratorResult(project, result.Diagnostics, result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString()), specs.ToList(), output);
    }

    public static GeneratorResult Run(string source) => Run(Project.Of(source));

    public static GeneratorResult Run(params TextFile[] files) => Run(Project.Of(files));
}

/// <summary>What came of a run.</summary>
/// <param name="Project">What was run.</param>
/// <param name="Diagnostics">The generator's own diagnostics.</param>
/// <param name="Sources">Generated text by hint name.</param>
/// <param name="Specs">The specs behind it.</param>
/// <param name="Output">The compilation with generated code.</param>
internal sealed record GeneratorResult(
    Project Project, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyDictionary<string, string> Sources, IReadOnlyList<PatternSpec> Specs, Compilation Output)
{
    /// <summary>The generated text, of a run that made one.</summary>
    public string Source => Assert.Single(Sources).Value;

    /// <summary>What the C# compiler finds wrong with everything, warnings included.</summary>
    public IEnumerable<Diagnostic> CompileErrors => Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning);

    /// <summary>The text that a diagnostic stands at.</summary>
    public string TextAt(Diagnostic diagnostic)
    {
        var path = diagnostic.Location.GetLineSpan().Path;
        var text = Project.Sources.Where(s => s.Path == path).Select(s => s.Text).Concat(Project.Files.Where(f => f.Path == path).Select(f => f.Text)).Single();
        return text!.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
    }

    /// <summary>A diagnostic as "file(line,column): id 'text': message", the same data that users see.</summary>
    public IEnumerable<string> Reports => Diagnostics
        .Select(d => (Diagnostic: d, Span: d.Location.GetLineSpan()))
        .OrderBy(d => d.Span.Path, StringComparer.Ordinal).ThenBy(d => d.Diagnostic.Location.SourceSpan.Start).ThenBy(d => d.Diagnostic.Id, StringComparer.Ordinal)
        .Select(d => $"{d.Span.Path}({d.Span.StartLinePosition.Line + 1},{d.Span.StartLinePosition.Character + 1}): {d.Diagnostic.Id} '{TextAt(d.Diagnostic)}': {d.Diagnostic.GetMessage(null)}");
}

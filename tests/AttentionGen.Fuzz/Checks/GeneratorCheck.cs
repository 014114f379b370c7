using AttentionGen.Compiler.Tests.Support;
using AttentionGen.Fuzz.Cases;
using AttentionGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Fuzz.Checks;

/// <summary>A case as the C# compiler meets it: through the generator, with what comes of it compiled under warnings as errors.</summary>
internal static class GeneratorCheck
{
    /// <summary>True when the generator reported no error, so that its code had to compile, and did.</summary>
    public static bool Run(FuzzCase @case)
    {
        var project = @case.IsCode
            ? Project.Of(@case.Text)
            : Project.Of(new TextFile(@case.Path, @case.Text, @case.ClassName)) with { RootNamespace = FrontEndCheck.RootNamespace };
        var driver = CSharpGeneratorDriver.Create([new PatternGenerator().AsSourceGenerator()], project.Files, optionsProvider: new Options(project.RootNamespace))
            .RunGeneratorsAndUpdateCompilation(project.Compile(), out var output, out _);
        var result = driver.GetRunResult().Results.Single();
        if (result.Exception is not null)
            throw new FuzzException($"The generator threw: {result.Exception}");
        if (result.Diagnostics.Any(d => d.DefaultSeverity == DiagnosticSeverity.Error))
            return false;
        var own = project.Sources.Select(s => s.Path).ToList();
        if (output.GetDiagnostics().FirstOrDefault(d => d.Severity >= DiagnosticSeverity.Warning && !(@case.MayBeWrong && own.Contains(d.Location.SourceTree?.FilePath ?? ""))) is { } error)
            throw new FuzzException($"The generator reported no error, and its code does not compile: {error}");
        return true;
    }
}

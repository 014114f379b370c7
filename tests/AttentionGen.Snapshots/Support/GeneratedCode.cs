using AttentionGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Snapshots.Support;

/// <summary>What the generator makes of all declarations, in one compilation.</summary>
internal static class GeneratedCode
{
    private static readonly Dictionary<string, string> s_texts = [];

    static GeneratedCode()
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
        var compilation = CSharpCompilation.Create(
            "Snapshots",
            Declarations.CSharp.Select(d => CSharpSyntaxTree.ParseText(d.Value, parse, d.Key)),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, warningLevel: 9999));
        var driver = CSharpGeneratorDriver
            .Create([new PatternGenerator().AsSourceGenerator()], Declarations.Json.Select(d => new JsonText(d.Key, d.Value)), parse, new BuildOptions())
            .RunGeneratorsAndUpdateCompilation(compilation, out var compiled, out var reported);
        foreach (var source in driver.GetRunResult().Results.Single().GeneratedSources)
            s_texts.Add(source.HintName, source.SourceText.ToString());
        Diagnostics = [.. reported, .. compiled.GetDiagnostics().Where(d => d.Severity != DiagnosticSeverity.Hidden)];
    }

    /// <summary>Errors, warnings and messages of the generator, and of the compiler about the whole.</summary>
    public static IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Class names of all patterns.</summary>
    public static IEnumerable<string> Patterns => s_texts.Keys.Select(hint => hint.Split('.')[^3]);

    /// <summary>The generated file of a pattern.</summary>
    public static IEnumerable<Target> Of(string pattern)
    {
        var (hint, text) = Find(pattern);
        return [new("cs", text, Path.GetFileNameWithoutExtension(hint))];
    }

    /// <summary>Only its header, the pattern's card.</summary>
    public static IEnumerable<Target> CardOf(string pattern)
    {
        var text = Find(pattern).Value;
        return [new("txt", text[..text.IndexOf("#nullable", StringComparison.Ordinal)], "card")];
    }

    private static KeyValuePair<string, string> Find(string pattern) =>
        s_texts.Single(t => t.Key.EndsWith($".{pattern}.g.cs", StringComparison.Ordinal));

    private static IEnumerable<MetadataReference> References()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Directory.EnumerateFiles(framework, "System*.dll").Where(file => !file.Contains("Native"))
            .Append(typeof(AttentionPattern).Assembly.Location)
            .Append(typeof(Models.Longformer.LongformerModel).Assembly.Location)
            .Append(typeof(TorchSharp.torch).Assembly.Location)
            .Select(file => MetadataReference.CreateFromFile(file));
    }
}

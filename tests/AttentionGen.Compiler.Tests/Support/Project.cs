using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>A user's project: C# sources, additional files, compiler options.</summary>
internal sealed record Project
{
    public IReadOnlyList<(string Path, string Text)> Sources { get; init; } = [];

    public IReadOnlyList<TextFile> Files { get; init; } = [];

    public string? RootNamespace { get; init; } = "My.App";

    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.Latest;

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public bool CheckOverflow { get; init; }

    public bool ReferencesModels { get; init; } = true;

    public static Project Of(string source) => new() { Sources = [("Test.cs", source)] };

    public static Project Of(params TextFile[] files) => new() { Files = files };

    /// <summary>The compilation without generated code: every warning is an error, documentation is checked.</summary>
    public CSharpCompilation Compile()
    {
        var parse = new CSharpParseOptions(LanguageVersion, DocumentationMode.Diagnose);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, checkOverflow: CheckOverflow, nullableContextOptions: Nullable,
            generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999);
        return CSharpCompilation.Create("User", Sources.Select(s => CSharpSyntaxTree.ParseText(s.Text, parse, s.Path)), s_references.Where(r => ReferencesModels || !r.Display!.EndsWith(Models, StringComparison.Ordinal)), options);
    }

    private const string Models = "AttentionGen.Models.dll";

    private static readonly MetadataReference[] s_references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileNameWithoutExtension(path) is "AttentionGen" or "AttentionGen.Models" or "TorchSharp" or "mscorlib" or "netstandard" or ['S', 'y', 's', 't', 'e', 'm', ..])
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToArray();
}

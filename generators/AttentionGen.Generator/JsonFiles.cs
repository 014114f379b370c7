using AttentionGen.Compiler.Declarations;
using AttentionGen.Compiler.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AttentionGen.Generator;

/// <summary>The JSON front end's files: *.attention.json, and any file whose item names a pattern class.</summary>
internal static class JsonFiles
{
    private const string Extension = ".attention.json";

    public static bool IsPattern(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) || ClassName(file, options) is not null;

    public static Declaration Read(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancel)
    {
        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var space);
        return JsonDeclaration.Read(file.Path, file.GetText(cancel)?.ToString() ?? "", ClassName(file, options), space ?? "");
    }

    /// <summary>The item's AttentionPatternName, or null.</summary>
    private static string? ClassName(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        options.GetOptions(file).TryGetValue("build_metadata.AdditionalFiles.AttentionPatternName", out var name) && name.Length > 0 ? name : null;
}

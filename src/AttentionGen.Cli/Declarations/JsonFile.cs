using AttentionGen.Compiler.Diagnostics;
using AttentionGen.Compiler.Spec;
using AttentionGen.Dynamic;

namespace AttentionGen.Cli.Declarations;

/// <summary>Declarations in JSON.</summary>
internal static class JsonFile
{
    public static (IReadOnlyList<PatternSpec> Specs, IReadOnlyList<string> Problems) Read(string path, string? name, string space)
    {
        // A pattern file names its class, as in a build; a configuration cannot.
        var otherwise = path.EndsWith(".attention.json", StringComparison.OrdinalIgnoreCase) ? null : DeclarationFile.ConfigName;
        var check = DeclarationCheck.File(path, name ?? otherwise, space);
        return (
            check.Spec is { } spec ? [spec] : [],
            [.. check.Problems.Where(p => p.Rule.Severity != Severity.Info).Select(p => p.ToString())]);
    }
}

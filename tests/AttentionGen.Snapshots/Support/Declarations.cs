using System.Reflection;

namespace AttentionGen.Snapshots.Support;

/// <summary>The declarations that are snapshot: tests/Shared/Patterns, patterns/, and a Hugging Face configuration.</summary>
internal static class Declarations
{
    public static IReadOnlyDictionary<string, string> CSharp { get; } = Read(".cs");

    public static IReadOnlyDictionary<string, string> Json { get; } = Read(".json");

    private static Dictionary<string, string> Read(string extension)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.EndsWith(extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToDictionary(name => name, name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        });
    }
}

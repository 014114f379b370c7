using System.Reflection;

namespace AttentionGen.Tests;

/// <summary>Paths on the machine that built the tests; elsewhere they may not exist.</summary>
internal static class BuildFacts
{
    public static string Path(string key) =>
        typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == key)?.Value ?? "";
}

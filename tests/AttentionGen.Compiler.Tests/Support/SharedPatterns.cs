using System.Text.RegularExpressions;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>The declarations that all test projects share, one for each feature.</summary>
internal static partial class SharedPatterns
{
    public static string Features { get; } = Repository.Read("tests", "Shared", "Patterns", "Features.cs");

    public static TextFile FromJson { get; } = new("from-json.attention.json", Repository.Read("tests", "Shared", "Patterns", "from-json.attention.json"));

    /// <summary>The features in another namespace (null for none), in C# 11 that needs no implicit usings.</summary>
    public static string FeaturesIn(string? space) => "using AttentionGen;\n" + ShortClass().Replace(Features, "partial class $1 { }")
        .Replace("namespace AttentionGen.Tests.Patterns;", space is null ? "" : $"namespace {space};");

    [GeneratedRegex(@"partial class (\w+);")]
    private static partial Regex ShortClass();
}

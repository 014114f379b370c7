using System.Text.RegularExpressions;

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>The declarations that all test projects share, one for each feature.</summary>
internal static partial class SharedPatterns
{
    public static string Features { get; } = Repository.Read("tests", "Shared", "Patterns", "Features.cs");

    public static string Models { get; } = Repository.Read("tests", "Shared", "Patterns", "Models.cs");

    public static TextFile JsonTasks { get; } = new("json-tasks.attention.json", Repository.Read("tests", "Shared", "Patterns", "json-tasks.attention.json"));

    public static TextFile FromJson { get; } = new("from-json.attention.json", Repository.Read("tests", "Shared", "Patterns", "from-json.attention.json"));

    /// <summary>The features in another namespace (null for none), in C# 11 that needs no implicit usings.</summary>
    public static string FeaturesIn(string? space) => In(space, Features);

    /// <summary>The task models, in the same way.</summary>
    public static string ModelsIn(string? space) => In(space, Regex.Replace(Models, @"\[(""[^]]*"")\]", "new[] { $1 }"));

    private static string In(string? space, string text) => "using AttentionGen;\n" + ShortClass().Replace(text, "partial class $1 { }")
        .Replace("namespace AttentionGen.Tests.Patterns;", space is null ? "" : $"namespace {space};");

    [GeneratedRegex(@"partial class (\w+);")]
    private static partial Regex ShortClass();
}

namespace AttentionGen.Compiler.Tests.Support;

/// <summary>Declarations with problems, beside a sound one: nothing comes of the first, and the second is compiled all the same.</summary>
internal static class Broken
{
    private const string Sound = "[AttentionPattern(1, 1, 8)] [Window(2)] sealed partial class Sound;\n";

    /// <summary>What is reported for C# that begins on line 3.</summary>
    /// <param name="declaration">The C#.</param>
    /// <param name="compiled">What is compiled all the same, beside the sound one.</param>
    public static IEnumerable<string> Attributes(string declaration, params string[] compiled) =>
        ReportsOf(new Project { Sources = [("Test.cs", "using AttentionGen;\nnamespace My.App;\n" + declaration + "\n" + Sound)] }, compiled);

    /// <summary>What is reported for p.attention.json.</summary>
    public static IEnumerable<string> Json(string text) => Files(new TextFile("p.attention.json", text));

    /// <summary>What is reported for files.</summary>
    public static IEnumerable<string> Files(params TextFile[] files) =>
        ReportsOf(new Project { Sources = [("Test.cs", "using AttentionGen;\nnamespace My.App;\n" + Sound)], Files = files });

    private static IEnumerable<string> ReportsOf(Project project, params string[] compiled)
    {
        var result = GeneratorHarness.Run(project);
        Assert.Equal(compiled.Append("My.App.Sound.g.cs"), result.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.All(result.Diagnostics, d => Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Error, d.Severity));
        return result.Reports;
    }
}
